package dev.winnow.verifier;

import dev.winnow.runtime.kafka.PromptStoreKeys;
import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.serde.AvroDeserializer;
import dev.winnow.schemas.serde.SchemaRegistry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The candidates of one partition that wait for the others of their round, as they arrived. The
 * value is a version, the length of the trace in two bytes, the trace, and the record's value. The
 * planner's window limits their number.
 */
final class HeldCandidates {
  private static final byte VERSION = 1;

  private final KeyValueStore<Bytes, byte[]> store;
  private final String topic;
  private final AvroDeserializer<Candidate> deserializer;

  /**
   * A candidate that waits.
   *
   * @param bytes length of its record
   * @param trace the header of what was done for it; null where it belongs to no trace
   */
  record Held(Candidate candidate, int bytes, @Nullable String trace) {}

  /**
   * @param topic topic of the candidates, whose subject has their schema
   */
  HeldCandidates(KeyValueStore<Bytes, byte[]> store, SchemaRegistry registry, String topic) {
    this.store = store;
    this.topic = topic;
    this.deserializer = new AvroDeserializer<>(registry, Candidate.class);
  }

  /**
   * Keeps a candidate.
   *
   * @param record the value of its record
   */
  void put(Candidate candidate, byte[] record, @Nullable String trace) {
    byte[] header = trace == null ? new byte[0] : trace.getBytes(StandardCharsets.UTF_8);
    byte[] value =
        ByteBuffer.allocate(1 + Short.BYTES + header.length + record.length)
            .put(VERSION)
            .putShort((short) header.length)
            .put(header)
            .put(record)
            .array();
    store.put(PromptStoreKeys.of(candidate.getPrompt().getId(), candidate.getIndex()), value);
  }

  /**
   * Returns a candidate that is held.
   *
   * @throws IllegalStateException if it is not
   */
  Held get(String promptId, int index) {
    byte[] value = store.get(PromptStoreKeys.of(promptId, index));
    if (value == null || value[0] != VERSION) {
      throw new IllegalStateException(
          "prompt=%s candidate=%d is held, but not in this version's store"
              .formatted(promptId, index));
    }
    ByteBuffer in = ByteBuffer.wrap(value, 1, value.length - 1);
    byte[] header = new byte[in.getShort()];
    in.get(header);
    byte[] record = new byte[in.remaining()];
    in.get(record);
    String trace = header.length == 0 ? null : new String(header, StandardCharsets.UTF_8);
    Candidate candidate = Objects.requireNonNull(deserializer.deserialize(topic, record));
    return new Held(candidate, record.length, trace);
  }

  void remove(String promptId, int index) {
    store.delete(PromptStoreKeys.of(promptId, index));
  }
}
