package dev.winnow.runtime.kafka;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * When to look at which item again, ordered by time, so that a look touches only what is due. A key
 * is the time in epoch milliseconds, big-endian, then the item's id.
 */
public final class Deadlines {
  private static final byte[] NOTHING = {};

  /** Limits one tick, so that it does not outlast its transaction; the next takes more. */
  private static final int MAX_AT_ONCE = 10_000;

  private final KeyValueStore<byte[], byte[]> store;

  /** Keeps the deadlines in this store, which has no other content. */
  public Deadlines(KeyValueStore<byte[], byte[]> store) {
    this.store = store;
  }

  /**
   * Moves an item's deadline.
   *
   * @param from in epoch milliseconds; 0 for none
   * @param to in epoch milliseconds; 0 for none
   */
  public void move(long from, long to, byte[] id) {
    if (from > 0) {
      store.delete(key(from, id));
    }
    if (to > 0) {
      store.put(key(to, id), NOTHING);
    }
  }

  /** Removes the items whose time has come, the earliest first, and passes them on. */
  public void takeDue(long now, Consumer<byte[]> due) {
    List<byte[]> keys = new ArrayList<>();
    byte[] none = {};
    try (KeyValueIterator<byte[], byte[]> entries = store.range(key(0, none), key(now + 1, none))) {
      while (entries.hasNext() && keys.size() < MAX_AT_ONCE) {
        keys.add(entries.next().key);
      }
    }
    for (byte[] key : keys) {
      store.delete(key);
      due.accept(Arrays.copyOfRange(key, Long.BYTES, key.length));
    }
  }

  private static byte[] key(long time, byte[] id) {
    return ByteBuffer.allocate(Long.BYTES + id.length).putLong(time).put(id).array();
  }
}
