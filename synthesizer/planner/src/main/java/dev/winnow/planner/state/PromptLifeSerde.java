package dev.winnow.planner.state;

import dev.winnow.planner.difficulty.Cell;
import dev.winnow.planner.state.PromptLife.Ended;
import dev.winnow.planner.state.PromptLife.Failed;
import dev.winnow.planner.state.PromptLife.Suspended;
import dev.winnow.planner.state.PromptLife.Waiting;
import dev.winnow.planner.strategy.Wanted;
import dev.winnow.schemas.PromptState;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * A prompt's life as bytes in the planner's store: a version, the kind and the state, then its
 * fields; numbers as variable-length integers, the judged indices as a bitmap. About 70 bytes for a
 * prompt with a few dozen candidates.
 */
public final class PromptLifeSerde {
  private static final int VERSION = 5;

  /** Written by the planner before this one; its live prompts go on. */
  private static final int PREVIOUS = 4;

  /** More than all fields take that are numbers, at up to 10 bytes each. */
  private static final int FIXED_BYTES = 256;

  private static final int MAX_UTF8_BYTES = 3;

  /** A code in capitals with its length and its count. */
  private static final int MAX_REASON_BYTES = 50;

  private static final int WAITING = 0;
  private static final int SAMPLING = 1;
  private static final int SUSPENDED = 2;
  private static final int ENDED = 3;
  private static final int FAILED = 4;

  private static final int EVERY = 0;
  private static final int NUMBER = 1;
  private static final int IN_PROPORTION = 2;

  private PromptLifeSerde() {}

  /** The serde; stateless and thread-safe. */
  public static Serde<PromptLife> create() {
    return Serdes.serdeFrom(
        (topic, life) -> life == null ? null : write(life),
        (topic, bytes) -> bytes == null ? null : read(bytes));
  }

  private static byte[] write(PromptLife life) {
    byte[] hash = HexFormat.of().parseHex(life.contentHash());
    ByteBuffer out = ByteBuffer.allocate(FIXED_BYTES + hash.length + room(life));
    out.put((byte) VERSION).put((byte) kind(life)).put((byte) life.state().ordinal());
    writeBytes(out, hash);
    out.putLong(life.startedAt());
    Varints.writeVarlong(life.wakeAt() - life.startedAt(), out);
    switch (life) {
      case Waiting waiting -> {}
      case ActivePrompt sampling -> writeSampling(out, sampling);
      case Suspended suspended -> writeSampling(out, suspended.sampling());
      case Failed failed -> writeSampling(out, failed.sampling());
      case Ended ended -> {
        Varints.writeUnsignedVarint(ended.ordered(), out);
        writeTally(out, ended.tally());
      }
    }
    return Arrays.copyOf(out.array(), out.position());
  }

  /** Most bytes of what has no fixed bound. */
  private static int room(PromptLife life) {
    return switch (life) {
      case Waiting waiting -> 0;
      case ActivePrompt sampling ->
          MAX_UTF8_BYTES * sampling.recipe().length()
              + Math.ceilDiv(sampling.verdicts().indices().length(), Byte.SIZE)
              + MAX_REASON_BYTES * sampling.verdicts().reasons().counts().size();
      case Suspended suspended -> room(suspended.sampling());
      case Failed failed -> room(failed.sampling());
      case Ended ended -> 0;
    };
  }

  private static int kind(PromptLife life) {
    return switch (life) {
      case Waiting waiting -> WAITING;
      case ActivePrompt sampling -> SAMPLING;
      case Suspended suspended -> SUSPENDED;
      case Failed failed -> FAILED;
      case Ended ended -> ENDED;
    };
  }

  private static void writeSampling(ByteBuffer out, ActivePrompt sampling) {
    writeBytes(out, sampling.recipe().getBytes(StandardCharsets.UTF_8));
    writeBytes(out, sampling.verdicts().indices().toByteArray());
    writeTally(out, sampling.tally());
    Varints.writeVarlong(sampling.verdicts().tokens(), out);
    writeCell(out, sampling.learned());
    writeWanted(out, sampling.wanted());
    Varints.writeUnsignedVarint(sampling.ordered(), out);
    Varints.writeUnsignedVarint(sampling.claimed(), out);
    writeRound(out, sampling.round(), sampling.startedAt());
    Varints.writeUnsignedVarint(sampling.forgiven(), out);
    Varints.writeUnsignedVarint(sampling.told(), out);
    writeFindings(out, sampling.verdicts());
  }

  private static void writeFindings(ByteBuffer out, Verdicts verdicts) {
    Varints.writeVarlong(verdicts.informationTokens(), out);
    Varints.writeUnsignedVarint(verdicts.unsampled(), out);
    Varints.writeUnsignedVarint(verdicts.identical(), out);
    SortedMap<String, Integer> reasons = verdicts.reasons().counts();
    Varints.writeUnsignedVarint(reasons.size(), out);
    reasons.forEach(
        (code, count) -> {
          writeBytes(out, code.getBytes(StandardCharsets.UTF_8));
          Varints.writeUnsignedVarint(count, out);
        });
  }

  private static void writeCell(ByteBuffer out, Cell cell) {
    Varints.writeUnsignedVarint(cell.length(), out);
    Varints.writeUnsignedVarint(cell.judged(), out);
    Varints.writeUnsignedVarint(cell.accepted(), out);
  }

  private static void writeTally(ByteBuffer out, Tally tally) {
    Varints.writeUnsignedVarint(tally.accepted(), out);
    Varints.writeUnsignedVarint(tally.rejected(), out);
    Varints.writeUnsignedVarint(tally.undecided(), out);
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

  private static void writeRound(ByteBuffer out, Round round, long startedAt) {
    Varints.writeUnsignedVarint(round.number(), out);
    Varints.writeUnsignedVarint(round.first(), out);
    Varints.writeUnsignedVarint(round.acceptedBefore(), out);
    Varints.writeVarlong(round.tokensBefore(), out);
    out.put((byte) (round.granted() ? 1 : 0));
    Varints.writeUnsignedVarint(round.attempt(), out);
    Varints.writeVarlong(round.orderedAt() - startedAt, out);
    Varints.writeVarlong(round.heardAt() - round.orderedAt(), out);
    out.put((byte) (round.overtaken() ? 1 : 0));
  }

  private static PromptLife read(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    int version = in.get();
    if (version < PREVIOUS) {
      return readEarlier(in, version);
    }
    if (version > VERSION) {
      throw new IllegalStateException(
          "the planner's store was written by a later version (%d); upgrade this planner"
              .formatted(version));
    }
    int kind = in.get();
    PromptState state = PromptState.values()[in.get()];
    String contentHash = HexFormat.of().formatHex(readBytes(in));
    long startedAt = in.getLong();
    long wakeAt = startedAt + Varints.readVarlong(in);
    return switch (kind) {
      case WAITING -> new Waiting(contentHash, startedAt, wakeAt);
      case SAMPLING -> readSampling(in, version, contentHash, startedAt, wakeAt);
      case SUSPENDED ->
          new Suspended(readSampling(in, version, contentHash, startedAt, wakeAt), state);
      case FAILED -> new Failed(readSampling(in, version, contentHash, startedAt, wakeAt));
      default -> {
        int ordered = Varints.readUnsignedVarint(in);
        yield new Ended(contentHash, startedAt, wakeAt, state, ordered, readTally(in));
      }
    };
  }

  /** Of what earlier versions wrote, prompts that had ended: they are remembered for good. */
  private static Ended readEarlier(ByteBuffer in, int version) {
    PromptState state = PromptState.values()[in.get()];
    if (state == PromptState.WAITING || state == PromptState.SAMPLING) {
      throw new IllegalStateException(
          "the planner's store has a live prompt of an earlier version (%d); let that planner end it"
              .formatted(version));
    }
    String contentHash = new String(readBytes(in), StandardCharsets.US_ASCII);
    long startedAt = in.getLong();
    int ordered = Varints.readUnsignedVarint(in);
    return new Ended(contentHash, startedAt, startedAt, state, ordered, readTally(in));
  }

  private static ActivePrompt readSampling(
      ByteBuffer in, int version, String contentHash, long startedAt, long wakeAt) {
    String recipe = new String(readBytes(in), StandardCharsets.UTF_8);
    BitSet indices = BitSet.valueOf(readBytes(in));
    Tally tally = readTally(in);
    long tokens = Varints.readVarlong(in);
    Cell learned = readCell(in);
    Wanted wanted = readWanted(in);
    int ordered = Varints.readUnsignedVarint(in);
    int claimed = Varints.readUnsignedVarint(in);
    Round round = readRound(in, version, startedAt);
    boolean isPrevious = version == PREVIOUS;
    int forgiven = isPrevious ? 0 : Varints.readUnsignedVarint(in);
    int told = isPrevious ? 0 : Varints.readUnsignedVarint(in);
    return new ActivePrompt(
        new Origin(contentHash, startedAt, recipe),
        wakeAt,
        isPrevious
            ? previousVerdicts(indices, tally, tokens)
            : readFindings(in, indices, tally, tokens),
        learned,
        wanted,
        ordered,
        forgiven,
        claimed,
        round,
        told);
  }

  /** The previous version counted no reasons: tokens are shared out evenly. */
  private static Verdicts previousVerdicts(BitSet indices, Tally tally, long tokens) {
    long information =
        tally.judged() == 0 ? 0 : (long) ((double) tokens * tally.information() / tally.judged());
    return new Verdicts(indices, tally, tokens, information, 0, 0, UndecidedReasons.NONE);
  }

  private static Verdicts readFindings(ByteBuffer in, BitSet indices, Tally tally, long tokens) {
    long informationTokens = Varints.readVarlong(in);
    int unsampled = Varints.readUnsignedVarint(in);
    int identical = Varints.readUnsignedVarint(in);
    SortedMap<String, Integer> reasons = new TreeMap<>();
    for (int i = Varints.readUnsignedVarint(in); i > 0; i--) {
      reasons.put(
          new String(readBytes(in), StandardCharsets.UTF_8), Varints.readUnsignedVarint(in));
    }
    return new Verdicts(
        indices,
        tally,
        tokens,
        informationTokens,
        unsampled,
        identical,
        new UndecidedReasons(reasons));
  }

  private static Cell readCell(ByteBuffer in) {
    return new Cell(
        Varints.readUnsignedVarint(in),
        Varints.readUnsignedVarint(in),
        Varints.readUnsignedVarint(in));
  }

  private static Tally readTally(ByteBuffer in) {
    return new Tally(
        Varints.readUnsignedVarint(in),
        Varints.readUnsignedVarint(in),
        Varints.readUnsignedVarint(in));
  }

  private static Wanted readWanted(ByteBuffer in) {
    return switch (in.get()) {
      case EVERY -> new Wanted.Every();
      case NUMBER -> new Wanted.Number(Varints.readUnsignedVarint(in));
      default -> new Wanted.InProportion(Varints.readUnsignedVarint(in));
    };
  }

  private static Round readRound(ByteBuffer in, int version, long startedAt) {
    int number = Varints.readUnsignedVarint(in);
    int first = Varints.readUnsignedVarint(in);
    int acceptedBefore = Varints.readUnsignedVarint(in);
    long tokensBefore = Varints.readVarlong(in);
    boolean granted = in.get() != 0;
    if (version == PREVIOUS) {
      // How many of the round were sampled: not needed any more.
      Varints.readUnsignedVarint(in);
    }
    int attempt = Varints.readUnsignedVarint(in);
    long orderedAt = startedAt + Varints.readVarlong(in);
    long heardAt = orderedAt + Varints.readVarlong(in);
    return new Round(
        number,
        first,
        acceptedBefore,
        tokensBefore,
        granted,
        attempt,
        orderedAt,
        heardAt,
        in.get() != 0);
  }

  private static byte[] readBytes(ByteBuffer in) {
    byte[] bytes = new byte[Varints.readUnsignedVarint(in)];
    in.get(bytes);
    return bytes;
  }

  private static void writeBytes(ByteBuffer out, byte[] bytes) {
    Varints.writeUnsignedVarint(bytes.length, out);
    out.put(bytes);
  }
}
