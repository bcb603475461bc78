package dev.winnow.verifier;

import dev.winnow.schemas.Information;
import dev.winnow.schemas.Outcome;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.Optional;

/**
 * The state that the verifier stores for each prompt: which candidates have a verdict, how many
 * were accepted and rejected, and which are held until their round is in. The bytes are a version,
 * both numbers, and the indices with a verdict as a bitmap. While candidates are held, the length
 * of that bitmap is before it, and theirs behind it. The first version had no number of rejected
 * candidates.
 *
 * @param accepted number of accepted candidates among them
 * @param rejected number of rejected candidates among them; negative when unknown, in states older
 *     than that number
 * @param indices indices with a verdict
 * @param held indices of candidates that are held until their round is in
 */
record JudgedIndices(int accepted, int rejected, BitSet indices, BitSet held) {
  private static final byte VERSION_WITH_HELD = 3;
  private static final byte VERSION = 2;
  private static final byte VERSION_WITHOUT_REJECTED = 1;
  private static final int UNKNOWN = -1;

  static final JudgedIndices NONE = new JudgedIndices(0, 0, new BitSet(), new BitSet());

  boolean has(int index) {
    return indices.get(index);
  }

  /** Returns whether this candidate is held until its round is in. */
  boolean holds(int index) {
    return held.get(index);
  }

  /** Returns whether any candidate is held. */
  boolean isHolding() {
    return !held.isEmpty();
  }

  /** Returns the lowest index from this one on that has no verdict and is not held. */
  int nextMissing(int from) {
    int next = from;
    while (indices.get(next) || held.get(next)) {
      next = indices.nextClearBit(next);
      next = held.nextClearBit(next);
    }
    return next;
  }

  JudgedIndices holding(int index) {
    return new JudgedIndices(accepted, rejected, indices, with(index, true));
  }

  JudgedIndices released(int index) {
    return new JudgedIndices(accepted, rejected, indices, with(index, false));
  }

  private BitSet with(int index, boolean isHeld) {
    BitSet changed = (BitSet) held.clone();
    changed.set(index, isHeld);
    return changed;
  }

  JudgedIndices plus(int index, Outcome outcome) {
    BitSet more = (BitSet) indices.clone();
    more.set(index);
    int rejections = rejected == UNKNOWN || outcome != Outcome.REJECTED ? rejected : rejected + 1;
    return new JudgedIndices(
        accepted + (outcome == Outcome.ACCEPTED ? 1 : 0), rejections, more, held);
  }

  /** Returns accepted divided by accepted and rejected; empty when both are 0, or it is unknown. */
  Optional<Double> passRate() {
    if (rejected == UNKNOWN) {
      return Optional.empty();
    }
    return Information.passRate(accepted, rejected).stream().boxed().findFirst();
  }

  byte[] toBytes() {
    return isHolding() ? withHeld() : withoutHeld();
  }

  private byte[] withHeld() {
    byte[] judged = indices.toByteArray();
    byte[] waiting = held.toByteArray();
    return ByteBuffer.allocate(1 + 3 * Integer.BYTES + judged.length + waiting.length)
        .put(VERSION_WITH_HELD)
        .putInt(accepted)
        .putInt(rejected)
        .putInt(judged.length)
        .put(judged)
        .put(waiting)
        .array();
  }

  private byte[] withoutHeld() {
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
    if (version < VERSION_WITHOUT_REJECTED || version > VERSION_WITH_HELD) {
      throw new IllegalStateException(
          "the verifier's store was written by another version (%d); upgrade this verifier"
              .formatted(version));
    }
    int accepted = in.getInt();
    int rejected = version == VERSION_WITHOUT_REJECTED ? UNKNOWN : in.getInt();
    if (version != VERSION_WITH_HELD) {
      return new JudgedIndices(accepted, rejected, BitSet.valueOf(in), new BitSet());
    }
    int length = in.getInt();
    BitSet judged = BitSet.valueOf(in.slice(in.position(), length));
    return new JudgedIndices(
        accepted, rejected, judged, BitSet.valueOf(in.position(in.position() + length)));
  }
}
