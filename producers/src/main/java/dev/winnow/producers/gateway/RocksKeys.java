package dev.winnow.producers.gateway;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.RocksIterator;

/** Keys of a RocksDB, which are UTF-8 text. Pure functions of the iterator. */
final class RocksKeys {
  private RocksKeys() {}

  /** Returns keys as {@link RecordStore#keys(String, String, int)} does; closes the iterator. */
  static List<String> list(RocksIterator iterator, String prefix, String after, int limit) {
    List<String> keys = new ArrayList<>();
    try (iterator) {
      for (iterator.seek(bytes(after.isEmpty() ? prefix : after));
          iterator.isValid() && keys.size() < limit;
          iterator.next()) {
        String key = new String(iterator.key(), StandardCharsets.UTF_8);
        if (!key.startsWith(prefix)) {
          break;
        }
        if (!key.equals(after)) {
          keys.add(key);
        }
      }
    }
    return keys;
  }

  static byte[] bytes(String key) {
    return key.getBytes(StandardCharsets.UTF_8);
  }
}
