package dev.winnow.verifier;

import dev.winnow.runtime.kafka.PromptStoreKeys;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.serde.AvroDeserializer;
import dev.winnow.schemas.serde.AvroSerializer;
import dev.winnow.schemas.serde.SchemaRegistry;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The verdicts of one partition, until their prompts are forgotten. The verdict on a redelivered
 * candidate is repeated, because the reader may never have seen it. A verdict is stored as Avro
 * under the id of its writer's schema, in about 150 bytes, so it remains readable when its schema
 * changes.
 */
final class KeptVerdicts {
  private final KeyValueStore<Bytes, byte[]> store;
  private final String topic;
  private final AvroSerializer<Verdict> serializer;
  private final AvroDeserializer<Verdict> deserializer;

  /**
   * @param topic topic of the verdicts, whose subject has their schema
   */
  KeptVerdicts(KeyValueStore<Bytes, byte[]> store, SchemaRegistry registry, String topic) {
    this.store = store;
    this.topic = topic;
    this.serializer = new AvroSerializer<>(registry);
    this.deserializer = new AvroDeserializer<>(registry, Verdict.class);
  }

  void keep(Verdict verdict) {
    byte[] bytes = Objects.requireNonNull(serializer.serialize(topic, verdict));
    store.put(PromptStoreKeys.of(verdict.getPromptId(), verdict.getIndex()), bytes);
  }

  /**
   * Returns the verdict on this candidate; empty when there is none, or it is older than this
   * store.
   */
  Optional<Verdict> of(String promptId, int index) {
    byte[] bytes = store.get(PromptStoreKeys.of(promptId, index));
    return Optional.ofNullable(bytes).map(known -> deserializer.deserialize(topic, known));
  }

  void forget(String promptId) {
    PromptStoreKeys.deleteAll(store, promptId, Integer.BYTES);
  }
}
