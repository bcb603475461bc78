package dev.winnow.producers.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Bytes by key. A key is valid Unicode text. Thread-safe. After {@link #close} it is empty and
 * stores nothing.
 */
public interface RecordStore extends AutoCloseable {
  void put(String key, byte[] value);

  void remove(String key);

  byte @Nullable [] get(String key);

  /** Returns the first keys in sorted order, at most this many. */
  default List<String> keys(int limit) {
    return keys("", "", limit);
  }

  /**
   * Returns the first keys with this prefix in sorted order of their UTF-8 bytes, at most this
   * many.
   *
   * @param after only keys after this one; empty for all
   */
  List<String> keys(String prefix, String after, int limit);

  @Override
  void close();

  /** Returns a store for few records. */
  static RecordStore inMemory() {
    return new InMemory(new ConcurrentHashMap<>());
  }

  /**
   * Returns a store for any number of records, in a temporary directory; it needs a few megabytes
   * of memory.
   */
  static RecordStore onDisk() {
    return new DiskStore();
  }

  record InMemory(Map<String, byte[]> map) implements RecordStore {
    @Override
    public void put(String key, byte[] value) {
      map.put(key, value);
    }

    @Override
    public void remove(String key) {
      map.remove(key);
    }

    @Override
    public byte @Nullable [] get(String key) {
      return map.get(key);
    }

    @Override
    public List<String> keys(String prefix, String after, int limit) {
      return map.keySet().stream()
          .filter(key -> key.startsWith(prefix) && (after.isEmpty() || order(key, after) > 0))
          .sorted(InMemory::order)
          .limit(limit)
          .toList();
    }

    private static int order(String one, String other) {
      return Arrays.compareUnsigned(
          one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
      map.clear();
    }
  }
}
