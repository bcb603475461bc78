package dev.winnow.ops.console;

import dev.winnow.producers.gateway.BrokenStoreException;
import dev.winnow.producers.gateway.DurableStore;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the console has read, on disk, with the offsets up to which it has read. Both are written
 * together, so that a restart, or a crash at any moment, counts no record twice and none never.
 *
 * <p>A model that does not describe the topics as they are (another schema version, a topic that
 * was made anew, too old, damaged) is deleted and read again. One thread writes.
 */
final class ReadModel implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReadModel.class);
  private static final Duration REFRESH = Duration.ofMinutes(1);
  private static final String POSITION = "";

  private final DurableStore store;
  private final PromptIndex prompts;
  private final Map<String, String> topicIds;
  private final StoredTable<String, ModelPosition> table;
  private ModelPosition position;

  /** The model describes other topics than there are now, or is too old. */
  static final class UnusableException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    UnusableException(String why) {
      super("what was read before is read again: " + why);
    }
  }

  private ReadModel(DurableStore store, Map<String, String> topicIds, Instant now) {
    this.store = store;
    this.topicIds = Map.copyOf(topicIds);
    this.table = table();
    this.position = saved(store).orElse(ModelPosition.of(now, topicIds, Map.of()));
    this.prompts = new PromptIndex(store, position.positions());
  }

  /**
   * Opens the model in a directory; makes a new one where there is none that can be used.
   *
   * @param topicIds id of each topic that is read
   * @throws IllegalStateException if another process uses the directory
   */
  static ReadModel open(ReadModelDirectory directory, Map<String, String> topicIds, Instant now) {
    try {
      return opened(directory, topicIds, now);
    } catch (UnusableException | BrokenStoreException | UncheckedIOException e) {
      LOG.warn("event=console-model-deleted reason={}", e.getMessage());
      directory.delete();
      return opened(directory, topicIds, now);
    }
  }

  private static ReadModel opened(
      ReadModelDirectory directory, Map<String, String> topicIds, Instant now) {
    DurableStore store = DurableStore.open(directory.path());
    try {
      Optional<String> why = saved(store).flatMap(found -> found.unusable(topicIds, now));
      if (why.isPresent()) {
        throw new UnusableException(why.get());
      }
      return new ReadModel(store, topicIds, now);
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  PromptIndex prompts() {
    return prompts;
  }

  /**
   * Keeps what was read so far.
   *
   * @param positions offsets of the first records that were not read
   * @param ids id of each topic that exists now; empty while Kafka does not answer
   * @throws UnusableException if the topics are others, or were not reached for too long
   */
  void commit(Map<TopicPartition, Long> positions, Optional<Map<String, String>> ids, Instant now) {
    Optional<String> why = position.unusable(ids.orElse(topicIds), now);
    if (why.isPresent()) {
      throw new UnusableException(why.get());
    }
    Instant before = position.lastReadAt();
    boolean isRefreshed = ids.isPresent() && before.plus(REFRESH).isBefore(now);
    if (isRefreshed || !positions.equals(position.positions())) {
      position = ModelPosition.of(ids.isPresent() ? now : before, topicIds, positions);
      prompts.save();
      table.changed(POSITION);
      table.save(store, key -> Optional.of(position));
      store.commit();
    }
  }

  @Override
  public void close() {
    prompts.close();
  }

  private static StoredTable<String, ModelPosition> table() {
    return new StoredTable<>("position", String.class, ModelPosition.class);
  }

  private static Optional<ModelPosition> saved(DurableStore store) {
    List<ModelPosition> found = new ArrayList<>();
    table().load(store, (key, position) -> found.add(position));
    return found.stream().findFirst();
  }
}
