package dev.winnow.producers.gateway;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Bytes by key. Thread-safe; after {@link #close} it is empty, and keeps nothing. */
interface RecordStore extends AutoCloseable {
  void put(String key, byte[] value);

  void remove(String key);

  byte @Nullable [] get(String key);

  /** The first keys in their order: so many at most. */
  List<String> keys(int most);

  @Override
  void close();

  /** For a few records. */
  static RecordStore inMemory() {
    return new InMemory(new ConcurrentHashMap<>());
  }

  /** For any number of records: in a temporary directory, with some megabytes of memory. */
  static RecordStore onDisk() {
    return new DiskStore();
  }

  /** A map. */
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
    public List<String> keys(int most) {
      return map.keySet().stream().sorted().limit(most).toList();
    }

    @Override
    public void close() {
      map.clear();
    }
  }
}
