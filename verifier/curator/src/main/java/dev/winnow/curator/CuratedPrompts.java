package dev.winnow.curator;

import dev.winnow.schemas.CuratedPrompt;
import dev.winnow.schemas.serde.AvroDeserializer;
import dev.winnow.schemas.serde.AvroSerializer;
import dev.winnow.schemas.serde.SchemaRegistry;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What the curator knows of the prompts of one partition. A state is stored as Avro under the id of
 * its writer's schema, so it remains readable when its schema changes.
 */
final class CuratedPrompts {
  private final KeyValueStore<String, byte[]> store;
  private final String topic;
  private final AvroSerializer<CuratedPrompt> serializer;
  private final AvroDeserializer<CuratedPrompt> deserializer;

  /**
   * @param topic name under whose subject the registry has their schema
   */
  CuratedPrompts(KeyValueStore<String, byte[]> store, SchemaRegistry registry, String topic) {
    this.store = store;
    this.topic = topic;
    this.serializer = new AvroSerializer<>(registry);
    this.deserializer = new AvroDeserializer<>(registry, CuratedPrompt.class);
  }

  /** Returns the state of a prompt; empty while nothing of it has arrived. */
  Optional<CuratedPrompt> find(String promptId) {
    return Optional.ofNullable(store.get(promptId))
        .map(bytes -> Objects.requireNonNull(deserializer.deserialize(topic, bytes)));
  }

  void put(String promptId, CuratedPrompt prompt) {
    store.put(promptId, Objects.requireNonNull(serializer.serialize(topic, prompt)));
  }

  void forget(String promptId) {
    store.delete(promptId);
  }
}
