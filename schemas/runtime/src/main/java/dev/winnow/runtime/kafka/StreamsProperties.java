package dev.winnow.runtime.kafka;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;
import org.apache.kafka.streams.processor.WallclockTimestampExtractor;

/**
 * The Kafka Streams settings that the planner and the verifier share.
 *
 * @param stateDirectory directory of state stores, which is kept between restarts; if it is lost,
 *     the stores are restored from their changelogs
 * @param threads stream threads of this process, at least 1; threads in excess of the partitions
 *     are idle
 * @param commitInterval time between transaction commits under load: the maximum time until the
 *     results of a record are visible downstream. A stage with little to do commits sooner
 * @param replication copies of every internal topic, at least 1
 * @param standbys copies of every store that other processes keep up to date, at least 0, so that
 *     they take over without a restore
 */
public record StreamsProperties(
    Path stateDirectory, int threads, Duration commitInterval, short replication, int standbys) {
  /** The partitions of a killed process remain assigned to it for this long. */
  static final int SESSION_TIMEOUT_MS = 10_000;

  /**
   * How long a thread waits for records before it looks at its timers. The default, 100 ms, would
   * delay {@link IdleCommit} by as much.
   */
  private static final int POLL_MS = 10;

  /**
   * How long a broker may hold a fetch of a table's consumer. A start asks for the first offset of
   * each partition in turn, and the answer waits behind the fetch of the partition before it: with
   * the default, 500 ms, that is half a second for each partition.
   */
  private static final int TABLE_FETCH_MS = 50;

  public StreamsProperties {
    if (threads < 1) {
      throw new IllegalArgumentException("threads: %d, want at least 1".formatted(threads));
    }
    if (commitInterval.isNegative() || commitInterval.isZero()) {
      throw new IllegalArgumentException(
          "commit interval: %s, want a positive duration".formatted(commitInterval));
    }
    if (replication < 1) {
      throw new IllegalArgumentException("replication: %d, want at least 1".formatted(replication));
    }
    if (standbys < 0) {
      throw new IllegalArgumentException("standbys: %d, want 0 or more".formatted(standbys));
    }
  }

  /**
   * Returns settings for one machine: one thread, a commit every 100 ms (Kafka's default under
   * exactly-once), no replication and no standbys.
   */
  public static StreamsProperties local(Path stateDirectory) {
    return new StreamsProperties(stateDirectory, 1, Duration.ofMillis(100), (short) 1, 0);
  }

  /**
   * Returns the complete Streams configuration.
   *
   * @param application prefix of the consumer group, the internal topics and the transactions
   */
  public Map<String, Object> of(KafkaConnection connection, String application) {
    Map<String, Object> settings = new HashMap<>(withoutProducer(connection, application));
    ProducerSettings.ofStreams().forEach((name, value) -> settings.put("producer." + name, value));
    return connection.properties(settings);
  }

  private Map<String, Object> withoutProducer(KafkaConnection connection, String application) {
    return Map.ofEntries(
        Map.entry("application.id", connection.topics().prefix() + application),
        Map.entry("processing.guarantee", "exactly_once_v2"),
        Map.entry("state.dir", stateDirectory.toString()),
        Map.entry("num.stream.threads", threads),
        Map.entry("commit.interval.ms", commitInterval.toMillis()),
        Map.entry("poll.ms", POLL_MS),
        Map.entry("replication.factor", (int) replication),
        Map.entry("topic.min.insync.replicas", TopicSettings.minInsyncReplicas(replication)),
        Map.entry("num.standby.replicas", standbys),
        Map.entry("consumer.auto.offset.reset", "earliest"),
        Map.entry("consumer.session.timeout.ms", SESSION_TIMEOUT_MS),
        Map.entry("global.consumer.fetch.max.wait.ms", TABLE_FETCH_MS),
        Map.entry("restore.consumer.fetch.max.wait.ms", TABLE_FETCH_MS),
        // No decision depends on a record's timestamp, so a wrong one must not stop a stage.
        Map.entry("default.timestamp.extractor", WallclockTimestampExtractor.class),
        // Sources are read as bytes, which cannot fail; any other failure there is skipped.
        Map.entry("deserialization.exception.handler", LogAndContinueExceptionHandler.class),
        Map.entry("production.exception.handler", RollBackHandler.class),
        // The default limit of a changelog is lower than that of our topics.
        Map.entry("topic.max.message.bytes", TopicSettings.MAX_RECORD_BYTES),
        // Both reporters read every metric; see the class for those that must not be read.
        Map.entry("metric.reporters", StageJmxReporter.class.getName()),
        Map.entry("enable.metrics.push", false));
  }
}
