package dev.winnow.synthesizer.planner.life;

import dev.winnow.schemas.PromptState;
import dev.winnow.synthesizer.planner.difficulty.Cell;
import dev.winnow.synthesizer.planner.life.PromptLife.Ended;
import dev.winnow.synthesizer.planner.life.PromptLife.Suspended;
import dev.winnow.synthesizer.planner.life.PromptLife.Waiting;
import dev.winnow.synthesizer.planner.strategy.Wanted;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HexFormat;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.ByteUtils;

/**
 * A prompt's life as bytes in the planner's store: a version, the kind and the state, then its
 * fields; numbers as variable-length integers, the judged indices as a bitmap. About 70 bytes for a
 * prompt with a few dozen candidates.
 */
public final class PromptLifeSerde {
  private static final int VERSION = 3;

  private static final int WAITING = 0;
  private static final int SAMPLING = 1;
  private static final int SUSPENDED = 2;
  private static final int ENDED = 3;

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
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(96);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeByte(kind(life));
      out.writeByte(life.state().ordinal());
      writeBytes(out, HexFormat.of().parseHex(life.contentHash()));
      out.writeLong(life.startedAt());
      ByteUtils.writeVarlong(life.wakeAt() - life.startedAt(), out);
      switch (life) {
        case Waiting waiting -> {}
        case Sampling sampling -> writeSampling(out, sampling);
        case Suspended suspended -> writeSampling(out, suspended.sampling());
        case Ended ended -> {
          ByteUtils.writeUnsignedVarint(ended.ordered(), out);
          writeTally(out, ended.tally());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  private static int kind(PromptLife life) {
    return switch (life) {
      case Waiting waiting -> WAITING;
      case Sampling sampling -> SAMPLING;
      case Suspended suspended -> SUSPENDED;
      case Ended ended -> ENDED;
    };
  }

  private static void writeSampling(DataOutputStream out, Sampling sampling) throws IOException {
    writeBytes(out, sampling.recipe().getBytes(StandardCharsets.UTF_8));
    writeBytes(out, sampling.verdicts().indices().toByteArray());
    writeTally(out, sampling.tally());
    ByteUtils.writeVarlong(sampling.verdicts().tokens(), out);
    writeCell(out, sampling.learned());
    writeWanted(out, sampling.wanted());
    ByteUtils.writeUnsignedVarint(sampling.ordered(), out);
    ByteUtils.writeUnsignedVarint(sampling.claimed(), out);
    writeRound(out, sampling.round(), sampling.startedAt());
  }

  private static void writeCell(DataOutputStream out, Cell cell) throws IOException {
    ByteUtils.writeUnsignedVarint(cell.length(), out);
    ByteUtils.writeUnsignedVarint(cell.judged(), out);
    ByteUtils.writeUnsignedVarint(cell.accepted(), out);
  }

  private static void writeTally(DataOutputStream out, Tally tally) throws IOException {
    ByteUtils.writeUnsignedVarint(tally.accepted(), out);
    ByteUtils.writeUnsignedVarint(tally.rejected(), out);
    ByteUtils.writeUnsignedVarint(tally.undecided(), out);
  }

  private static void writeWanted(DataOutputStream out, Wanted wanted) throws IOException {
    switch (wanted) {
      case Wanted.Every every -> out.writeByte(EVERY);
      case Wanted.Number number -> {
        out.writeByte(NUMBER);
        ByteUtils.writeUnsignedVarint(number.accepted(), out);
      }
      case Wanted.InProportion part -> {
        out.writeByte(IN_PROPORTION);
        ByteUtils.writeUnsignedVarint(part.most(), out);
      }
    }
  }

  private static void writeRound(DataOutputStream out, Round round, long startedAt)
      throws IOException {
    ByteUtils.writeUnsignedVarint(round.number(), out);
    ByteUtils.writeUnsignedVarint(round.first(), out);
    ByteUtils.writeUnsignedVarint(round.acceptedBefore(), out);
    ByteUtils.writeVarlong(round.tokensBefore(), out);
    out.writeBoolean(round.granted());
    ByteUtils.writeUnsignedVarint(round.sampled(), out);
    ByteUtils.writeUnsignedVarint(round.attempt(), out);
    ByteUtils.writeVarlong(round.orderedAt() - startedAt, out);
    ByteUtils.writeVarlong(round.heardAt() - round.orderedAt(), out);
    out.writeBoolean(round.overtaken());
  }

  private static PromptLife read(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    int version = in.get();
    if (version < VERSION) {
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
    long wakeAt = startedAt + ByteUtils.readVarlong(in);
    return switch (kind) {
      case WAITING -> new Waiting(contentHash, startedAt, wakeAt);
      case SAMPLING -> readSampling(in, contentHash, startedAt, wakeAt);
      case SUSPENDED -> new Suspended(readSampling(in, contentHash, startedAt, wakeAt), state);
      default -> {
        int ordered = ByteUtils.readUnsignedVarint(in);
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
    int ordered = ByteUtils.readUnsignedVarint(in);
    return new Ended(contentHash, startedAt, startedAt, state, ordered, readTally(in));
  }

  private static Sampling readSampling(
      ByteBuffer in, String contentHash, long startedAt, long wakeAt) {
    String recipe = new String(readBytes(in), StandardCharsets.UTF_8);
    BitSet indices = BitSet.valueOf(readBytes(in));
    return new Sampling(
        new Origin(contentHash, startedAt, recipe),
        wakeAt,
        new Verdicts(indices, readTally(in), ByteUtils.readVarlong(in)),
        readCell(in),
        readWanted(in),
        ByteUtils.readUnsignedVarint(in),
        ByteUtils.readUnsignedVarint(in),
        readRound(in, startedAt));
  }

  private static Cell readCell(ByteBuffer in) {
    return new Cell(
        ByteUtils.readUnsignedVarint(in),
        ByteUtils.readUnsignedVarint(in),
        ByteUtils.readUnsignedVarint(in));
  }

  private static Tally readTally(ByteBuffer in) {
    return new Tally(
        ByteUtils.readUnsignedVarint(in),
        ByteUtils.readUnsignedVarint(in),
        ByteUtils.readUnsignedVarint(in));
  }

  private static Wanted readWanted(ByteBuffer in) {
    return switch (in.get()) {
      case EVERY -> new Wanted.Every();
      case NUMBER -> new Wanted.Number(ByteUtils.readUnsignedVarint(in));
      default -> new Wanted.InProportion(ByteUtils.readUnsignedVarint(in));
    };
  }

  private static Round readRound(ByteBuffer in, long startedAt) {
    int number = ByteUtils.readUnsignedVarint(in);
    int first = ByteUtils.readUnsignedVarint(in);
    int acceptedBefore = ByteUtils.readUnsignedVarint(in);
    long tokensBefore = ByteUtils.readVarlong(in);
    boolean granted = in.get() != 0;
    int sampled = ByteUtils.readUnsignedVarint(in);
    int attempt = ByteUtils.readUnsignedVarint(in);
    long orderedAt = startedAt + ByteUtils.readVarlong(in);
    long heardAt = orderedAt + ByteUtils.readVarlong(in);
    return new Round(
        number,
        first,
        acceptedBefore,
        tokensBefore,
        granted,
        sampled,
        attempt,
        orderedAt,
        heardAt,
        in.get() != 0);
  }

  private static byte[] readBytes(ByteBuffer in) {
    byte[] bytes = new byte[ByteUtils.readUnsignedVarint(in)];
    in.get(bytes);
    return bytes;
  }

  private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
    ByteUtils.writeUnsignedVarint(bytes.length, out);
    out.write(bytes);
  }
}
