package dev.winnow.synthesizer.planner.life;

import dev.winnow.schemas.PromptState;
import dev.winnow.synthesizer.planner.difficulty.Cell;
import dev.winnow.synthesizer.planner.life.PromptLife.Ended;
import dev.winnow.synthesizer.planner.life.PromptLife.Waiting;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.ByteUtils;

/**
 * A prompt's life as bytes in the planner's store: a version, the state, then its fields; numbers
 * as variable-length integers, the judged indices as a bitmap. About 60 bytes for a prompt with a
 * few dozen candidates.
 */
public final class PromptLifeSerde {
  private static final int VERSION = 2;

  /** Had neither tokens nor what was learned. */
  private static final int WITHOUT_LEARNING = 1;

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
      out.writeByte(life.state().ordinal());
      writeBytes(out, life.contentHash().getBytes(StandardCharsets.US_ASCII));
      out.writeLong(life.startedAt());
      switch (life) {
        case Waiting waiting -> {}
        case Sampling sampling -> writeSampling(out, sampling);
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

  private static void writeSampling(DataOutputStream out, Sampling sampling) throws IOException {
    writeBytes(out, sampling.judged().toByteArray());
    writeTally(out, sampling.tally());
    ByteUtils.writeVarlong(sampling.tokens(), out);
    writeCell(out, sampling.learned());
    ByteUtils.writeUnsignedVarint(sampling.round(), out);
    ByteUtils.writeUnsignedVarint(sampling.ordered(), out);
    ByteUtils.writeUnsignedVarint(sampling.sampledInRound(), out);
    ByteUtils.writeUnsignedVarint(sampling.attempt(), out);
    out.writeLong(sampling.heardAt());
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

  private static PromptLife read(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    int version = in.get();
    if (version != VERSION && version != WITHOUT_LEARNING) {
      throw new IllegalStateException(
          "the planner's store was written by another version (%d); upgrade this planner"
              .formatted(version));
    }
    PromptState state = PromptState.values()[in.get()];
    String contentHash = new String(readBytes(in), StandardCharsets.US_ASCII);
    long startedAt = in.getLong();
    return switch (state) {
      case WAITING -> new Waiting(contentHash, startedAt);
      case SAMPLING -> readSampling(in, version, contentHash, startedAt);
      case SATISFIED, EXHAUSTED, FAILED ->
          new Ended(contentHash, startedAt, state, ByteUtils.readUnsignedVarint(in), readTally(in));
    };
  }

  private static Sampling readSampling(
      ByteBuffer in, int version, String contentHash, long startedAt) {
    boolean learns = version > WITHOUT_LEARNING;
    return new Sampling(
        contentHash,
        startedAt,
        BitSet.valueOf(readBytes(in)),
        readTally(in),
        learns ? ByteUtils.readVarlong(in) : 0,
        learns ? readCell(in) : Cell.NONE,
        ByteUtils.readUnsignedVarint(in),
        ByteUtils.readUnsignedVarint(in),
        ByteUtils.readUnsignedVarint(in),
        ByteUtils.readUnsignedVarint(in),
        in.getLong());
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
