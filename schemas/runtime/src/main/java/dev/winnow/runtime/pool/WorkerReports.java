package dev.winnow.runtime.pool;

import dev.winnow.schemas.WorkerStatus;
import dev.winnow.schemas.serde.Decoded.Good;
import dev.winnow.schemas.serde.Decoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Brings what workers say of themselves from the store of their records into the conditions of the
 * pools. Records that cannot be read are passed over, as if the worker were silent. Not
 * thread-safe.
 */
public final class WorkerReports {
  private final Supplier<ReadOnlyKeyValueStore<byte[], byte[]>> store;
  private final Decoder<WorkerStatus> decoder;
  private final String topic;
  private final PoolConditions conditions;
  private Map<String, byte[]> known = new HashMap<>();

  /**
   * @param store latest record of each worker, by {@code pool/worker}
   */
  public WorkerReports(
      ReadOnlyKeyValueStore<byte[], byte[]> store,
      Decoder<WorkerStatus> decoder,
      String topic,
      PoolConditions conditions) {
    this(() -> store, decoder, topic, conditions);
  }

  /**
   * @param store returns the store, which may be another one after a rebalance
   */
  WorkerReports(
      Supplier<ReadOnlyKeyValueStore<byte[], byte[]>> store,
      Decoder<WorkerStatus> decoder,
      String topic,
      PoolConditions conditions) {
    this.store = store;
    this.decoder = decoder;
    this.topic = topic;
    this.conditions = conditions;
  }

  /** Takes in what is new since the last time. */
  public void refresh(Instant now) {
    Map<String, byte[]> present = new HashMap<>();
    try (KeyValueIterator<byte[], byte[]> entries = store.get().all()) {
      while (entries.hasNext()) {
        KeyValue<byte[], byte[]> entry = entries.next();
        String key = new String(entry.key, StandardCharsets.UTF_8);
        present.put(key, entry.value);
        if (!Arrays.equals(known.get(key), entry.value)
            && decoder.decode(topic, entry.value) instanceof Good<WorkerStatus> good) {
          conditions.put(key, good.value(), now);
        }
      }
    }
    known.keySet().stream().filter(key -> !present.containsKey(key)).forEach(conditions::remove);
    known = present;
    conditions.dropGone(now);
  }
}
