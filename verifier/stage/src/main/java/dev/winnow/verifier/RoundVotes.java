package dev.winnow.verifier;

import dev.winnow.schemas.RoundVote;
import dev.winnow.schemas.serde.AvroDeserializer;
import dev.winnow.schemas.serde.AvroSerializer;
import dev.winnow.schemas.serde.SchemaRegistry;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What the first round of each prompt of one partition settled on, until the prompt is forgotten.
 */
final class RoundVotes {
  private final KeyValueStore<String, byte[]> store;
  private final String topic;
  private final AvroSerializer<RoundVote> serializer;
  private final AvroDeserializer<RoundVote> deserializer;

  /**
   * @param topic name under whose subject the registry has their schema
   */
  RoundVotes(KeyValueStore<String, byte[]> store, SchemaRegistry registry, String topic) {
    this.store = store;
    this.topic = topic;
    this.serializer = new AvroSerializer<>(registry);
    this.deserializer = new AvroDeserializer<>(registry, RoundVote.class);
  }

  Optional<RoundVote> of(String promptId) {
    return Optional.ofNullable(store.get(promptId))
        .map(bytes -> Objects.requireNonNull(deserializer.deserialize(topic, bytes)));
  }

  void put(String promptId, RoundVote vote) {
    store.put(promptId, Objects.requireNonNull(serializer.serialize(topic, vote)));
  }

  void forget(String promptId) {
    store.delete(promptId);
  }
}
