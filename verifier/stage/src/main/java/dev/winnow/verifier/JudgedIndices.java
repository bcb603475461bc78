package dev.winnow.verifier;

import dev.winnow.schemas.Information;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Selection;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.Optional;

/**
 * Which candidates of a prompt have their verdict, and how many were accepted and rejected: what
 * the verifier's store keeps for each prompt. As bytes: a version, both numbers, the indices as a
 * bitmap. The version before this one had no number of rejected.
 *
 * @param accepted number of accepted among them
 * @param rejected number of rejected among them; negative when the state is older than that number,
 *     and so it is not known
 * @param indices judged
 */
record JudgedIndices(int accepted, int rejected, BitSet indices) {
  private static final byte VERSION = 2;
  private static final byte VERSION_WITHOUT_REJECTED = 1;
  private static final int UNKNOWN = -1;

  static final JudgedIndices NONE = new JudgedIndices(0, 0, new BitSet());

  boolean has(int index) {
    return indices.get(index);
  }

  /** Whether every candidate of this round has its verdict. */
  boolean hasAll(Selection round) {
    return indices.nextClearBit(round.getFirstIndex()) >= round.getFirstIndex() + round.getCount();
  }

  JudgedIndices plus(int index, Outcome outcome) {
    BitSet more = (BitSet) indices.clone();
    more.set(index);
    int rejections = rejected == UNKNOWN || outcome != Outcome.REJECTED ? rejected : rejected + 1;
    return new JudgedIndices(accepted + (outcome == Outcome.ACCEPTED ? 1 : 0), rejections, more);
  }

  /** Accepted divided by accepted and rejected; empty when there are neither, or it is unknown. */
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
