package dev.winnow.curator;

import dev.winnow.schemas.serde.AvroDeserializer;
import dev.winnow.schemas.serde.AvroSerializer;
import dev.winnow.schemas.serde.SchemaRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * A store of one partition whose values are records. A value is stored as Avro under the id of its
 * writer's schema, so it remains readable when its schema changes.
 */
final class AvroStore<K, T extends SpecificRecord> {
  private final KeyValueStore<K, byte[]> store;
  private final String topic;
  private final AvroSerializer<T> serializer;
  private final AvroDeserializer<T> deserializer;

  /**
   * @param topic name under whose subject the registry has the schema
   */
  AvroStore(KeyValueStore<K, byte[]> store, SchemaRegistry registry, String topic, Class<T> type) {
    this.store = store;
    this.topic = topic;
    this.serializer = new AvroSerializer<>(registry);
    this.deserializer = new AvroDeserializer<>(registry, type);
  }

  Optional<T> find(K key) {
    return Optional.ofNullable(store.get(key))
        .map(bytes -> Objects.requireNonNull(deserializer.deserialize(topic, bytes)));
  }

  void put(K key, T value) {
    store.put(key, Objects.requireNonNull(serializer.serialize(topic, value)));
  }

  void forget(K key) {
    store.delete(key);
  }

  /** Returns all keys. The scan ends before the caller writes. */
  List<K> keys() {
    List<K> keys = new ArrayList<>();
    try (KeyValueIterator<K, byte[]> entries = store.all()) {
      entries.forEachRemaining(entry -> keys.add(entry.key));
    }
    return keys;
  }
}
