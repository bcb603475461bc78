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
 * The settings of every topic: the one place that decides partitions, cleanup, retention and
 * compression.
 *
 * @param partitions of every topic: prompts, candidates and verdicts must have the same number,
 *     since the planner and the verifier keep one store per partition; at least 1
 * @param replication copies of every partition, at least 1
 * @param workRetention how long prompts, requests, candidates and verdicts are kept
 * @param sampleRetention how long rows stay on their topics for training pipelines
 */
public record TopicSettings(
    int partitions, short replication, Duration workRetention, Duration sampleRetention) {
  /** A record may not be larger; also the largest request that our producers send. */
  public static final int MAX_RECORD_BYTES = 4 << 20;

  /** For one broker on one machine. */
  public static final TopicSettings LOCAL =
      new TopicSettings(4, (short) 1, Duration.ofDays(7), Duration.ofDays(365));

  public TopicSettings {
    if (partitions < 1) {
      throw new IllegalArgumentException("partitions: %d, want at least 1".formatted(partitions));
    }
    if (replication < 1) {
      throw new IllegalArgumentException("replication: %d, want at least 1".formatted(replication));
    }
  }

  /** Every fixed topic, and the requests of these pools. */
  public List<NewTopic> all(Topics topics, Set<String> pools) {
    List<NewTopic> all = new ArrayList<>();
    topics.fixed().forEach(name -> all.add(topic(topics, name)));
    pools.forEach(pool -> all.add(sampling(topics, pool)));
    return List.copyOf(all);
  }

  /** The topic with the requests of this pool. */
  public NewTopic sampling(Topics topics, String pool) {
    return topic(topics, topics.sampling(pool));
  }

  private NewTopic topic(Topics topics, String name) {
    return new NewTopic(name, partitions, replication).configs(configs(topics, name));
  }

  private Map<String, String> configs(Topics topics, String name) {
    return Map.of(
        TopicConfig.CLEANUP_POLICY_CONFIG,
        cleanup(topics, name),
        TopicConfig.RETENTION_MS_CONFIG,
        String.valueOf(retention(topics, name).toMillis()),
        TopicConfig.COMPRESSION_TYPE_CONFIG,
        "zstd",
        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
        String.valueOf(MAX_RECORD_BYTES),
        // A record's own time may be anything: negative, and by it retention would go.
        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
        "LogAppendTime");
  }

  /** How this topic is cleaned up: {@code compact} or {@code delete}. */
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
    boolean isLong = name.equals(topics.deadLetters());
    for (Outcome outcome : Outcome.values()) {
      isLong |= name.equals(topics.samples(outcome));
    }
    return isLong ? sampleRetention : workRetention;
  }
}
