package dev.winnow.ops.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.producers.gateway.RecordStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Writes a table of the heap into the store, the changed entries alone, so that it is kept together
 * with the records that it counts. Keys and values are written as JSON. Not thread-safe.
 */
final class StoredTable<K, V> {
  private static final int PART = 1_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String place;
  private final Class<K> keys;
  private final Class<V> values;
  private final Set<K> changed = new HashSet<>();

  StoredTable(String name, Class<K> keys, Class<V> values) {
    this.place = IndexKeys.table(name);
    this.keys = keys;
    this.values = values;
  }

  /** Notes that the entry of a key is another one, or none. */
  void changed(K key) {
    changed.add(key);
  }

  /**
   * Writes the entries that have changed since the last time.
   *
   * @param current returns the entry of a key; empty where there is none
   */
  void save(RecordStore store, Function<K, Optional<V>> current) {
    for (K key : changed) {
      String at = place + json(key);
      current
          .apply(key)
          .ifPresentOrElse(
              value -> store.put(at, json(value).getBytes(StandardCharsets.UTF_8)),
              () -> store.remove(at));
    }
    changed.clear();
  }

  /** Reads all entries. */
  void load(RecordStore store, BiConsumer<K, V> entries) {
    String after = "";
    List<String> part;
    do {
      part = store.keys(place, after, PART);
      for (String key : part) {
        byte[] value = store.get(key);
        if (value != null) {
          entries.accept(
              parsed(key.substring(place.length()), keys),
              parsed(new String(value, StandardCharsets.UTF_8), values));
        }
        after = key;
      }
    } while (part.size() == PART);
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T parsed(String json, Class<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
