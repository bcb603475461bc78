package dev.winnow.sink;

import dev.winnow.runtime.Health;
import dev.winnow.runtime.Stage;
import dev.winnow.runtime.StageThread;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.StageTopics;
import dev.winnow.runtime.kafka.TopicVerifier;
import dev.winnow.sink.commit.CommittedFiles;
import dev.winnow.sink.commit.DatasetsLayout;
import dev.winnow.sink.commit.Snapshot;
import dev.winnow.sink.kind.DatasetKinds;
import dev.winnow.sink.storage.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the topics of all kinds of datasets and writes the datasets exactly once. The next offsets
 * are stored in the logs beside the files, not in a consumer group, so files and offsets cannot
 * disagree. Several sinks may write to the same datasets: they share the partitions.
 */
public final class SinkStage implements Stage {
  static final String NAME = "sink";

  private final KafkaConnection connection;
  private final SinkConfig config;
  private volatile @Nullable StageThread thread;
  private volatile @Nullable SinkLoop loop;
  private volatile boolean closed;

  public SinkStage(KafkaConnection connection, SinkConfig config) {
    this.connection = connection;
    this.config = config;
  }

  @Override
  public String name() {
    return NAME;
  }

  /**
   * Starts writing.
   *
   * @throws UncheckedIOException if the datasets cannot be read, are damaged, or have another
   *     layout or format
   * @throws IllegalStateException if their rows come from another cluster or topic
   */
  @Override
  public synchronized void start() {
    TopicVerifier.verify(connection, StageTopics.sink(connection.topics()));
    Storage storage = config.datasets().open();
    SourceProbe source = null;
    try {
      DatasetsLayout layout = DatasetsLayout.create(storage, config.format().extension());
      Snapshot snapshot = CommittedFiles.requireWhole(storage);
      source = new SourceProbe(Admin.create(connection.properties(Map.of())), topics());
      requireSameSource(storage, snapshot, source.now());
      SinkLoop started = new SinkLoop(connection, config, storage, layout, source, () -> closed);
      loop = started;
      thread = StageThread.start(NAME, started::run);
    } catch (IOException e) {
      closeAll(source, storage);
      throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closeAll(source, storage);
      throw new KafkaException("interrupted while the sink starts", e);
    } catch (RuntimeException e) {
      closeAll(source, storage);
      throw e;
    }
  }

  @Override
  public Health health() {
    StageThread writing = thread;
    SinkLoop running = loop;
    if (writing == null || running == null) {
      return new Health.Starting("not started yet");
    }
    Health health = writing.health();
    return health.isFailed()
        ? health
        : running.waiting().<Health>map(Health.Degraded::new).orElse(health);
  }

  /** Commits what was read, then stops. */
  @Override
  public synchronized void close() {
    closed = true;
    StageThread writing = thread;
    if (writing != null) {
      try {
        writing.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** An offset of a log has no meaning in another topic, even one of the same name. */
  private static void requireSameSource(Storage storage, Snapshot snapshot, Sources now) {
    snapshot
        .partitions()
        .forEach(
            (partition, state) ->
                state
                    .head()
                    .sourceDifference(now.of(partition.topic()))
                    .ifPresent(
                        difference -> {
                          throw new IllegalStateException(
                              "'%s': %s; give this sink another directory (--datasets), so that no row is skipped"
                                  .formatted(storage.name(), difference));
                        }));
  }

  private List<String> topics() {
    return DatasetKinds.ALL.stream().map(kind -> kind.topic(connection.topics())).toList();
  }

  private static void closeAll(@Nullable SourceProbe source, Storage storage) {
    if (source != null) {
      source.close();
    }
    storage.close();
  }
}
