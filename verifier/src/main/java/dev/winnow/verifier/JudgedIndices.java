package dev.winnow.verifier;

import dev.winnow.schemas.Selection;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Which candidates of a prompt have their verdict, and how many were accepted: what the verifier's
 * store keeps for each prompt. As bytes: a version, the number accepted, the indices as a bitmap.
 *
 * @param accepted number of accepted among them
 * @param indices judged
 */
record JudgedIndices(int accepted, BitSet indices) {
  private static final byte VERSION = 1;
  private static final int HEADER_BYTES = 1 + Integer.BYTES;

  static final JudgedIndices NONE = new JudgedIndices(0, new BitSet());

  boolean has(int index) {
    return indices.get(index);
  }

  /** Whether every candidate of this round has its verdict. */
  boolean hasAll(Selection round) {
    return indices.nextClearBit(round.getFirstIndex()) >= round.getFirstIndex() + round.getCount();
  }

  JudgedIndices plus(int index, boolean isAccepted) {
    BitSet more = (BitSet) indices.clone();
    more.set(index);
    return new JudgedIndices(accepted + (isAccepted ? 1 : 0), more);
  }

  /** Accepted divided by judged; there must be some. */
  double passRate() {
    return (double) accepted / indices.cardinality();
  }

  byte[] toBytes() {
    byte[] bitmap = indices.toByteArray();
    return ByteBuffer.allocate(HEADER_BYTES + bitmap.length)
        .put(VERSION)
        .putInt(accepted)
        .put(bitmap)
        .array();
  }

  static JudgedIndices fromBytes(byte[] bytes) {
    if (bytes[0] != VERSION) {
      throw new IllegalStateException(
          "the verifier's store was written by another version (%d); upgrade this verifier"
              .formatted(bytes[0]));
    }
    byte[] bitmap = Arrays.copyOfRange(bytes, HEADER_BYTES, bytes.length);
    return new JudgedIndices(ByteBuffer.wrap(bytes).getInt(1), BitSet.valueOf(bitmap));
  }
}
