package dev.winnow.verifier;

import dev.winnow.schemas.Selection;
import dev.winnow.verifier.Selector.Accepted;
import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;

/**
 * The stored form of an accepted row that waits for its round.
 *
 * <p>The key is that of {@link StoreKeys}, with the index. Before version 1, the key was the id, a
 * slash and the index in four bytes (big-endian); such keys begin with a letter or digit.
 *
 * <p>The value is a version, the candidate's seed and its selection in fixed width, then the row as
 * Avro under the id of its writer's schema. So rows are selected without being decoded, and a row
 * remains readable when its schema changes.
 *
 * @param seed seed of the candidate
 * @param selection selection of the candidate
 * @param row the sample's bytes
 */
record HeldRow(long seed, Selection selection, ByteBuffer row) {
  private static final byte VERSION = 1;
  private static final int HEADER_BYTES = 1 + Long.BYTES + 3 * Integer.BYTES + 1;

  /** Returns the data that selecting needs from the row with this key. */
  Accepted accepted(Bytes key) {
    return new Accepted(StoreKeys.index(key), seed);
  }

  byte[] toBytes() {
    return ByteBuffer.allocate(HEADER_BYTES + row.remaining())
        .put(VERSION)
        .putLong(seed)
        .putInt(selection.getFirstIndex())
        .putInt(selection.getCount())
        .putInt(selection.getWanted())
        .put((byte) (selection.getInProportion() ? 1 : 0))
        .put(row.duplicate())
        .array();
  }

  static HeldRow fromBytes(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte version = in.get();
    if (version != VERSION) {
      throw new IllegalStateException(
          "the verifier's store of held rows was written by another version (%d); upgrade this verifier"
              .formatted(version));
    }
    long seed = in.getLong();
    Selection selection = new Selection(in.getInt(), in.getInt(), in.getInt(), in.get() == 1);
    return new HeldRow(seed, selection, in.slice());
  }
}
