package dev.winnow.runtime.kafka;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The settings of every topic; the only class that defines partitions, cleanup, retention and
 * compression.
 *
 * @param partitions partitions of every topic, at least 1: prompts, candidates and verdicts must
 *     have the same number, since the planner and the verifier have one store per partition
 * @param replication copies of every partition, at least 1
 * @param minInsyncReplicas copies that must have a record before it counts as written, at least 1
 *     and at most {@code replication}
 * @param workRetention retention of prompts, requests, candidates and verdicts
 * @param sampleRetention retention of rows on their topics, for training pipelines
 */
public record TopicSettings(
    int partitions,
    short replication,
    int minInsyncReplicas,
    Duration workRetention,
    Duration sampleRetention) {
  /** Maximum size of a record; also the maximum request size of our producers. */
  public static final int MAX_RECORD_BYTES = 4 << 20;

  /**
   * Partitions on one machine. A stage there has one thread, so more would not make it faster, but
   * each has stores to open at the start.
   */
  public static final int LOCAL_PARTITIONS = 2;

  /** Settings for one broker on one machine. */
  public static final TopicSettings LOCAL =
      new TopicSettings(LOCAL_PARTITIONS, (short) 1, Duration.ofDays(7), Duration.ofDays(365));

  /** Settings with as many copies in sync as {@link #minInsyncReplicas(short)} says. */
  public TopicSettings(
      int partitions, short replication, Duration workRetention, Duration sampleRetention) {
    this(partitions, replication, minInsyncReplicas(replication), workRetention, sampleRetention);
  }

  public TopicSettings {
    if (partitions < 1) {
      throw new IllegalArgumentException("partitions: %d, want at least 1".formatted(partitions));
    }
    if (replication < 1) {
      throw new IllegalArgumentException("replication: %d, want at least 1".formatted(replication));
    }
    if (minInsyncReplicas < 1 || minInsyncReplicas > replication) {
      throw new IllegalArgumentException(
          "min in-sync replicas: %d, want 1 to %d, the number of copies"
              .formatted(minInsyncReplicas, replication));
    }
  }

  /**
   * Returns how many copies must have a record before it counts as written: two where there are
   * three or more, so that one broker may be down and one more may fail without loss. With two
   * copies, requiring both would stop every write while one broker is down.
   */
  public static int minInsyncReplicas(short replication) {
    return replication >= 3 ? 2 : 1;
  }

  /** Returns every fixed topic, and the request topics of these pools. */
  public List<NewTopic> all(Topics topics, Set<String> pools) {
    List<NewTopic> all = new ArrayList<>();
    topics.fixed().forEach(name -> all.add(topic(topics, name)));
    pools.forEach(pool -> all.add(ofPool(topics.sampling(pool))));
    return List.copyOf(all);
  }

  /** Returns a pool's request topic, of synthesizers or of scorers, by its name. */
  public NewTopic ofPool(String topic) {
    return newTopic(topic, TopicConfig.CLEANUP_POLICY_DELETE, workRetention);
  }

  private NewTopic topic(Topics topics, String name) {
    return newTopic(name, cleanup(topics, name), retention(topics, name));
  }

  private NewTopic newTopic(String name, String cleanup, Duration retention) {
    return new NewTopic(name, partitions, replication).configs(configs(cleanup, retention));
  }

  private Map<String, String> configs(String cleanup, Duration retention) {
    return Map.of(
        TopicConfig.CLEANUP_POLICY_CONFIG,
        cleanup,
        TopicConfig.RETENTION_MS_CONFIG,
        String.valueOf(retention.toMillis()),
        TopicConfig.COMPRESSION_TYPE_CONFIG,
        "zstd",
        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
        String.valueOf(minInsyncReplicas),
        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
        String.valueOf(MAX_RECORD_BYTES),
        // A record's own timestamp may be wrong, even negative, and would distort the retention.
        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
        "LogAppendTime");
  }

  /** Returns the cleanup policy of this topic: {@code compact} or {@code delete}. */
  static String cleanup(Topics topics, String name) {
    return isCompacted(topics, name)
        ? TopicConfig.CLEANUP_POLICY_COMPACT
        : TopicConfig.CLEANUP_POLICY_DELETE;
  }

  private static boolean isCompacted(Topics topics, String name) {
    return name.equals(topics.recipes())
        || name.equals(topics.progress())
        || name.equals(topics.workers());
  }

  private Duration retention(Topics topics, String name) {
    boolean isLong =
        name.equals(topics.deadLetters())
            || name.equals(topics.selected())
            || name.equals(topics.pairs());
    for (Outcome outcome : Outcome.values()) {
      isLong |= name.equals(topics.samples(outcome));
    }
    return isLong ? sampleRetention : workRetention;
  }
}
