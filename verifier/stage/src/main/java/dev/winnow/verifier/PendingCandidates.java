package dev.winnow.verifier;

import dev.winnow.runtime.kafka.Deadlines;
import dev.winnow.runtime.kafka.PromptStoreKeys;
import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.PendingCandidate;
import dev.winnow.schemas.Revision;
import dev.winnow.schemas.serde.AvroDeserializer;
import dev.winnow.schemas.serde.AvroSerializer;
import dev.winnow.schemas.serde.SchemaRegistry;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The candidates of one partition that wait for their scores, each with one time to look at it
 * again. A candidate is stored as Avro under the id of its writer's schema, so it remains readable
 * when its schema changes. The planner's window limits their number.
 */
final class PendingCandidates {
  private final KeyValueStore<Bytes, byte[]> store;
  private final Deadlines deadlines;
  private final String topic;
  private final AvroSerializer<PendingCandidate> serializer;
  private final AvroDeserializer<PendingCandidate> deserializer;

  /**
   * @param topic name under whose subject the registry has their schema
   */
  PendingCandidates(
      KeyValueStore<Bytes, byte[]> store,
      Deadlines deadlines,
      SchemaRegistry registry,
      String topic) {
    this.store = store;
    this.deadlines = deadlines;
    this.topic = topic;
    this.serializer = new AvroSerializer<>(registry);
    this.deserializer = new AvroDeserializer<>(registry, PendingCandidate.class);
  }

  Optional<PendingCandidate> of(String promptId, int index, int revision) {
    return read(key(promptId, index, revision));
  }

  boolean has(String promptId, int index, int revision) {
    return store.get(key(promptId, index, revision)) != null;
  }

  /** Keeps a candidate, to be looked at again at this time, in epoch milliseconds. */
  void put(PendingCandidate pending, long lookAt) {
    Bytes key = key(pending);
    deadlines.move(pending.getLookAt(), lookAt, key.get());
    pending.setLookAt(lookAt);
    store.put(key, Objects.requireNonNull(serializer.serialize(topic, pending)));
  }

  /** Keeps a candidate whose time to look at it does not change. */
  void put(PendingCandidate pending) {
    store.put(key(pending), Objects.requireNonNull(serializer.serialize(topic, pending)));
  }

  void remove(PendingCandidate pending) {
    Bytes key = key(pending);
    deadlines.move(pending.getLookAt(), 0, key.get());
    store.delete(key);
  }

  /** Passes on the candidates whose time has come; each must be put or removed. */
  void takeDue(long now, Consumer<PendingCandidate> due) {
    deadlines.takeDue(now, id -> read(Bytes.wrap(id)).ifPresent(due));
  }

  /**
   * Passes on all candidates of a prompt that are judged for the first time; each may be removed.
   */
  void forEach(String promptId, Consumer<PendingCandidate> each) {
    PromptStoreKeys.all(store, promptId, Integer.BYTES).stream()
        .map(this::read)
        .flatMap(Optional::stream)
        .filter(pending -> pending.getCandidate().getReplaces().isEmpty())
        .forEach(each);
  }

  private Optional<PendingCandidate> read(Bytes key) {
    return Optional.ofNullable(store.get(key))
        .map(bytes -> Objects.requireNonNull(deserializer.deserialize(topic, bytes)));
  }

  private static Bytes key(PendingCandidate pending) {
    Candidate candidate = pending.getCandidate();
    int revision = Revision.of(candidate.getReplaces());
    return key(candidate.getPrompt().getId(), candidate.getIndex(), revision);
  }

  /** A candidate that is judged again waits beside the one that is judged for the first time. */
  private static Bytes key(String promptId, int index, int revision) {
    return revision == Revision.FIRST
        ? PromptStoreKeys.of(promptId, index)
        : PromptStoreKeys.of(promptId, index, revision);
  }
}
