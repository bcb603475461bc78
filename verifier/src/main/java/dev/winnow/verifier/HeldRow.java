package dev.winnow.verifier;

import dev.winnow.schemas.Selection;
import dev.winnow.verifier.Selector.Accepted;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;

/**
 * How an accepted row that waits for its round lies in the store.
 *
 * <p>The key is the prompt's id, a slash and the index in four bytes (big-endian). No id holds a
 * slash, so the keys of two prompts never mix and those of one are in the order of their indices.
 *
 * <p>The value is a version, the candidate's seed and its selection in fixed width, then the row as
 * Avro under the id of the schema that it was written with. So rows are selected without decoding
 * any, and a row outlives changes of its schema.
 *
 * @param seed the candidate's own
 * @param selection that the candidate carried
 * @param row the sample's bytes
 */
record HeldRow(long seed, Selection selection, ByteBuffer row) {
  private static final byte VERSION = 1;
  private static final int HEADER_BYTES = 1 + Long.BYTES + 3 * Integer.BYTES + 1;
  private static final byte SEPARATOR = '/';

  static Bytes key(String promptId, int index) {
    byte[] id = promptId.getBytes(StandardCharsets.UTF_8);
    ByteBuffer key = ByteBuffer.allocate(id.length + 1 + Integer.BYTES);
    return Bytes.wrap(key.put(id).put(SEPARATOR).putInt(index).array());
  }

  /** The index in a key. */
  static int index(Bytes key) {
    return ByteBuffer.wrap(key.get()).getInt(key.get().length - Integer.BYTES);
  }

  /** What selecting needs of the row under this key. */
  Accepted accepted(Bytes key) {
    return new Accepted(index(key), seed);
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
