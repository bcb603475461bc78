package dev.winnow.planner;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * When to look at which prompt again, ordered by time, so that a look touches only what is due. A
 * key is the time in epoch milliseconds, big-endian, then the prompt's id.
 */
final class Deadlines {
  private static final byte[] NOTHING = {};

  /** So that one tick does not outlast its transaction; the next takes more. */
  private static final int MAX_AT_ONCE = 10_000;

  private final KeyValueStore<byte[], byte[]> store;

  Deadlines(KeyValueStore<byte[], byte[]> store) {
    this.store = store;
  }

  /** From an earlier time, 0 for none, to another. */
  void move(long from, long to, String promptId) {
    if (from > 0) {
      store.delete(key(from, promptId));
    }
    store.put(key(to, promptId), NOTHING);
  }

  /** Takes out prompts whose time has come, the earliest first, and hands them on. */
  void takeDue(long now, Consumer<String> due) {
    List<byte[]> keys = new ArrayList<>();
    try (KeyValueIterator<byte[], byte[]> entries = store.range(key(0, ""), key(now + 1, ""))) {
      while (entries.hasNext() && keys.size() < MAX_AT_ONCE) {
        keys.add(entries.next().key);
      }
    }
    for (byte[] key : keys) {
      store.delete(key);
      due.accept(new String(key, Long.BYTES, key.length - Long.BYTES, StandardCharsets.UTF_8));
    }
  }

  private static byte[] key(long time, String promptId) {
    byte[] id = promptId.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Long.BYTES + id.length).putLong(time).put(id).array();
  }
}
