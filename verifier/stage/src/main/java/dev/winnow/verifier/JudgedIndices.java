package dev.winnow.verifier;

import dev.winnow.schemas.Information;
import dev.winnow.schemas.Outcome;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.Optional;

/**
 * The state that the verifier stores for each prompt: which candidates have a verdict, and how many
 * were accepted and rejected. The bytes are a version, both numbers, and the indices as a bitmap.
 * The previous version had no number of rejected candidates.
 *
 * @param accepted number of accepted candidates among them
 * @param rejected number of rejected candidates among them; negative when unknown, in states older
 *     than that number
 * @param indices indices with a verdict
 */
record JudgedIndices(int accepted, int rejected, BitSet indices) {
  private static final byte VERSION = 2;
  private static final byte VERSION_WITHOUT_REJECTED = 1;
  private static final int UNKNOWN = -1;

  static final JudgedIndices NONE = new JudgedIndices(0, 0, new BitSet());

  boolean has(int index) {
    return indices.get(index);
  }

  JudgedIndices plus(int index, Outcome outcome) {
    BitSet more = (BitSet) indices.clone();
    more.set(index);
    int rejections = rejected == UNKNOWN || outcome != Outcome.REJECTED ? rejected : rejected + 1;
    return new JudgedIndices(accepted + (outcome == Outcome.ACCEPTED ? 1 : 0), rejections, more);
  }

  /** Returns accepted divided by accepted and rejected; empty when both are 0, or it is unknown. */
  Optional<Double> passRate() {
    if (rejected == UNKNOWN) {
      return Optional.empty();
    }
    return Information.passRate(accepted, rejected).stream().boxed().findFirst();
  }

  byte[] toBytes() {
    byte[] bitmap = indices.toByteArray();
    return ByteBuffer.allocate(1 + 2 * Integer.BYTES + bitmap.length)
        .put(VERSION)
        .putInt(accepted)
        .putInt(rejected)
        .put(bitmap)
        .array();
  }

  static JudgedIndices fromBytes(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte version = in.get();
    if (version != VERSION && version != VERSION_WITHOUT_REJECTED) {
      throw new IllegalStateException(
          "the verifier's store was written by another version (%d); upgrade this verifier"
              .formatted(version));
    }
    int accepted = in.getInt();
    int rejected = version == VERSION ? in.getInt() : UNKNOWN;
    return new JudgedIndices(accepted, rejected, BitSet.valueOf(in));
  }
}
