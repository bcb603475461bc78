package dev.winnow.planner.state;

import dev.winnow.planner.difficulty.Cell;
import dev.winnow.planner.strategy.Wanted;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.SortedMap;
import java.util.TreeMap;

/** A prompt's account as bytes, without identity and wake-up time, which stand before it. */
final class AccountCodec {
  static final int MAX_UTF8_BYTES = 3;

  /** A code in capitals with its length and its count. */
  private static final int MAX_REASON_BYTES = 50;

  private static final int EVERY = 0;
  private static final int NUMBER = 1;
  private static final int IN_PROPORTION = 2;

  private AccountCodec() {}

  /** Returns the most bytes that the parts without a fixed length take. */
  static int room(PromptAccount account) {
    return MAX_UTF8_BYTES * account.recipe().length()
        + Math.ceilDiv(account.verdicts().indices().length(), Byte.SIZE)
        + MAX_REASON_BYTES * account.verdicts().reasons().counts().size();
  }

  static void writeAccount(ByteBuffer out, PromptAccount account) {
    writeBytes(out, account.recipe().getBytes(StandardCharsets.UTF_8));
    Varints.writeUnsignedVarint(account.reminder().told(), out);
    writeVerdicts(out, account.verdicts());
    Orders orders = account.orders();
    Varints.writeUnsignedVarint(orders.candidates(), out);
    Varints.writeUnsignedVarint(orders.forgiven(), out);
    Varints.writeUnsignedVarint(orders.rounds(), out);
    writeWanted(out, orders.wanted());
    Varints.writeUnsignedVarint(account.learned().length(), out);
    Varints.writeUnsignedVarint(account.learned().judged(), out);
    Varints.writeUnsignedVarint(account.learned().accepted(), out);
  }

  static PromptAccount readAccount(ByteBuffer in, Identity identity, long wakeAt) {
    Origin origin = new Origin(identity, new String(readBytes(in), StandardCharsets.UTF_8));
    Reminder reminder = new Reminder(wakeAt, Varints.readUnsignedVarint(in));
    Verdicts verdicts = readVerdicts(in);
    Orders orders =
        new Orders(
            Varints.readUnsignedVarint(in),
            Varints.readUnsignedVarint(in),
            Varints.readUnsignedVarint(in),
            readWanted(in));
    Cell learned =
        new Cell(
            Varints.readUnsignedVarint(in),
            Varints.readUnsignedVarint(in),
            Varints.readUnsignedVarint(in));
    return new PromptAccount(origin, reminder, verdicts, orders, learned);
  }

  private static void writeVerdicts(ByteBuffer out, Verdicts verdicts) {
    writeBytes(out, verdicts.indices().toByteArray());
    writeTally(out, verdicts.tally());
    Varints.writeVarlong(verdicts.tokens().sampled(), out);
    Varints.writeVarlong(verdicts.tokens().ofInformation(), out);
    Varints.writeVarlong(verdicts.tokens().scoring(), out);
    Varints.writeUnsignedVarint(verdicts.identical(), out);
    UndecidedReasons reasons = verdicts.reasons();
    Varints.writeUnsignedVarint(reasons.unsampled(), out);
    Varints.writeUnsignedVarint(reasons.counts().size(), out);
    reasons
        .counts()
        .forEach(
            (code, count) -> {
              writeBytes(out, code.getBytes(StandardCharsets.UTF_8));
              Varints.writeUnsignedVarint(count, out);
            });
  }

  private static Verdicts readVerdicts(ByteBuffer in) {
    BitSet indices = BitSet.valueOf(readBytes(in));
    Tally tally = readTally(in);
    TokenCounts tokens =
        new TokenCounts(Varints.readVarlong(in), Varints.readVarlong(in), Varints.readVarlong(in));
    int identical = Varints.readUnsignedVarint(in);
    int unsampled = Varints.readUnsignedVarint(in);
    SortedMap<String, Integer> counts = new TreeMap<>();
    for (int i = Varints.readUnsignedVarint(in); i > 0; i--) {
      counts.put(new String(readBytes(in), StandardCharsets.UTF_8), Varints.readUnsignedVarint(in));
    }
    UndecidedReasons reasons = new UndecidedReasons(counts, unsampled);
    return new Verdicts(indices, tally, tokens, identical, reasons);
  }

  private static void writeWanted(ByteBuffer out, Wanted wanted) {
    switch (wanted) {
      case Wanted.Every every -> out.put((byte) EVERY);
      case Wanted.Number number -> {
        out.put((byte) NUMBER);
        Varints.writeUnsignedVarint(number.accepted(), out);
      }
      case Wanted.InProportion part -> {
        out.put((byte) IN_PROPORTION);
        Varints.writeUnsignedVarint(part.most(), out);
      }
    }
  }

  private static Wanted readWanted(ByteBuffer in) {
    return switch (in.get()) {
      case EVERY -> new Wanted.Every();
      case NUMBER -> new Wanted.Number(Varints.readUnsignedVarint(in));
      default -> new Wanted.InProportion(Varints.readUnsignedVarint(in));
    };
  }

  static void writeTally(ByteBuffer out, Tally tally) {
    Varints.writeUnsignedVarint(tally.accepted(), out);
    Varints.writeUnsignedVarint(tally.rejected(), out);
    Varints.writeUnsignedVarint(tally.undecided(), out);
  }

  static Tally readTally(ByteBuffer in) {
    return new Tally(
        Varints.readUnsignedVarint(in),
        Varints.readUnsignedVarint(in),
        Varints.readUnsignedVarint(in));
  }

  static byte[] readBytes(ByteBuffer in) {
    byte[] bytes = new byte[Varints.readUnsignedVarint(in)];
    in.get(bytes);
    return bytes;
  }

  static void writeBytes(ByteBuffer out, byte[] bytes) {
    Varints.writeUnsignedVarint(bytes.length, out);
    out.put(bytes);
  }
}
