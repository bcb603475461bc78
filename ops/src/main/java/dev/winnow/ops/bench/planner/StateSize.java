package dev.winnow.ops.bench.planner;

import dev.winnow.ops.bench.RawClients;
import dev.winnow.runtime.kafka.KafkaConnection;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What the state stores of a Streams application keep, read from their changelogs: of each key the
 * last value. What RocksDB or the broker add to it, or save by compression, does not count.
 *
 * @param bytes of keys and values, by store
 */
record StateSize(SortedMap<String, Long> bytes) {
  private static final String CHANGELOG = "-changelog";

  /** A key in one partition; the same key in another partition is in another store. */
  private record Place(String changelog, int partition, ByteBuffer key) {}

  /** Reads what is committed by now. */
  static StateSize read(KafkaConnection connection, String application)
      throws InterruptedException, ExecutionException {
    String prefix = application + '-';
    Set<String> changelogs = changelogs(connection, prefix);
    Map<Place, Integer> sizes = new HashMap<>();
    new RawClients(connection).readAll(changelogs, record -> take(record, sizes));
    SortedMap<String, Long> bytes = new TreeMap<>();
    changelogs.forEach(changelog -> bytes.put(store(changelog, prefix), 0L));
    sizes.forEach(
        (place, size) -> bytes.merge(store(place.changelog(), prefix), (long) size, Long::sum));
    return new StateSize(bytes);
  }

  /** Returns the bytes that were added since an earlier size. */
  StateSize minus(StateSize before) {
    SortedMap<String, Long> since = new TreeMap<>(bytes);
    since.replaceAll((store, size) -> size - before.of(store));
    return new StateSize(since);
  }

  /** Returns the bytes of this store; 0 if no store has the name. */
  long of(String store) {
    return bytes.getOrDefault(store, 0L);
  }

  /** Returns the bytes of all stores together. */
  long total() {
    return bytes.values().stream().mapToLong(b -> b).sum();
  }

  private static Set<String> changelogs(KafkaConnection connection, String prefix)
      throws InterruptedException, ExecutionException {
    try (Admin admin = Admin.create(connection.properties(Map.of()))) {
      return admin.listTopics().names().get().stream()
          .filter(topic -> topic.startsWith(prefix) && topic.endsWith(CHANGELOG))
          .collect(Collectors.toSet());
    }
  }

  private static String store(String changelog, String prefix) {
    return changelog.substring(prefix.length(), changelog.length() - CHANGELOG.length());
  }

  private static void take(ConsumerRecord<byte[], byte[]> record, Map<Place, Integer> sizes) {
    Place place = new Place(record.topic(), record.partition(), ByteBuffer.wrap(record.key()));
    if (record.value() == null) {
      sizes.remove(place);
    } else {
      sizes.put(place, record.key().length + record.value().length);
    }
  }
}
