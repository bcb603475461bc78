package dev.winnow.producers.gateway;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Bytes by key. Thread-safe. After {@link #close} it is empty and stores nothing. */
interface RecordStore extends AutoCloseable {
  void put(String key, byte[] value);

  void remove(String key);

  byte @Nullable [] get(String key);

  /** Returns the first keys in sorted order, at most this many. */
  List<String> keys(int limit);

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
    public List<String> keys(int limit) {
      return map.keySet().stream().sorted().limit(limit).toList();
    }

    @Override
    public void close() {
      map.clear();
    }
  }
}
