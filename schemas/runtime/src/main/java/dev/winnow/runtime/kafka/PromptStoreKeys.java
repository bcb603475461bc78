package dev.winnow.runtime.kafka;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The keys of stores with several entries for each prompt: the length of its id in two bytes, the
 * id in UTF-8, and a suffix that distinguishes the prompt's entries. So the keys of two prompts
 * never mix, whatever characters an id contains.
 */
public final class PromptStoreKeys {
  /**
   * Number of entries deleted at once, so that deleting those of a large prompt needs little
   * memory.
   */
  private static final int BATCH = 1_000;

  private PromptStoreKeys() {}

  /** Returns the key of the prompt's candidate with this index; keys are ordered by index. */
  public static Bytes of(String promptId, int index) {
    return of(promptId, ByteBuffer.allocate(Integer.BYTES).putInt(index).array());
  }

  /** Returns the key of a revision of this candidate; it follows the key without a revision. */
  public static Bytes of(String promptId, int index, int revision) {
    return of(
        promptId, ByteBuffer.allocate(2 * Integer.BYTES).putInt(index).putInt(revision).array());
  }

  /** Returns the key of the prompt's entry with this suffix. */
  public static Bytes of(String promptId, byte[] entry) {
    byte[] id = promptId.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(
        ByteBuffer.allocate(Short.BYTES + id.length + entry.length)
            .putShort((short) id.length)
            .put(id)
            .put(entry)
            .array());
  }

  /** Returns the index at the end of a key. */
  public static int index(Bytes key) {
    return ByteBuffer.wrap(key.get()).getInt(key.get().length - Integer.BYTES);
  }

  /**
   * Deletes all entries of a prompt. No scan writes, because a write may evict cached entries that
   * the scan has yet to reach.
   *
   * @param entryBytes length of the suffix after the id in a key
   */
  public static void deleteAll(
      KeyValueStore<Bytes, byte[]> store, String promptId, int entryBytes) {
    List<Bytes> keys = some(store, promptId, entryBytes);
    while (!keys.isEmpty()) {
      keys.forEach(store::delete);
      keys = some(store, promptId, entryBytes);
    }
  }

  /**
   * Returns the keys of all entries of a prompt. The scan ends before the caller writes.
   *
   * @param entryBytes length of the suffix after the id in a key
   */
  public static List<Bytes> all(
      KeyValueStore<Bytes, byte[]> store, String promptId, int entryBytes) {
    List<Bytes> keys = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> entries = range(store, promptId, entryBytes)) {
      entries.forEachRemaining(entry -> keys.add(entry.key));
    }
    return keys;
  }

  private static List<Bytes> some(
      KeyValueStore<Bytes, byte[]> store, String promptId, int entryBytes) {
    List<Bytes> keys = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> entries = range(store, promptId, entryBytes)) {
      while (entries.hasNext() && keys.size() < BATCH) {
        keys.add(entries.next().key);
      }
    }
    return keys;
  }

  private static KeyValueIterator<Bytes, byte[]> range(
      KeyValueStore<Bytes, byte[]> store, String promptId, int entryBytes) {
    byte[] last = new byte[entryBytes];
    Arrays.fill(last, (byte) 0xff);
    return store.range(of(promptId, new byte[entryBytes]), of(promptId, last));
  }
}
