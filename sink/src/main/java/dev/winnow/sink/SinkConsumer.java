package dev.winnow.sink;

import dev.winnow.runtime.kafka.KafkaConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The settings of the sink's consumer. */
final class SinkConsumer {
  /** A sink that is killed is noticed after this; its partitions then go to the others. */
  private static final Duration SESSION = Duration.ofSeconds(10);

  /** Longest time for one commit: a sink that needs longer loses its partitions. */
  private static final Duration COMMIT = Duration.ofMinutes(10);

  private SinkConsumer() {}

  /**
   * Opens a member of the group that shares the partitions. The group has no offsets: those of the
   * logs count.
   *
   * @param group the same for all sinks of a datasets directory
   */
  static KafkaConsumer<byte[], byte[]> open(KafkaConnection connection, String group) {
    Map<String, Object> defaults =
        new HashMap<>(
            Map.of(
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                (int) SESSION.toMillis(),
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                (int) SESSION.dividedBy(4).toMillis()));
    defaults.putAll(
        connection.properties(
            Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                group,
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName(),
                ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG,
                (int) COMMIT.toMillis(),
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                2_000)));
    return new KafkaConsumer<>(defaults, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
