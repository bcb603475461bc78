package dev.winnow.runtime.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Opens consumers of committed records. */
public final class CommittedRecords {
  private CommittedRecords() {}

  /**
   * Returns a consumer with nothing assigned. It sees no record of a transaction that is open or
   * aborted, stores no offset in Kafka by itself, and creates no topic: one that a consumer creates
   * would have the broker's defaults, and would lose records that compaction keeps.
   */
  public static KafkaConsumer<byte[], byte[]> consumer(KafkaConnection connection) {
    return consumer(connection, Map.of());
  }

  /**
   * Returns such a consumer that bounds each call, for a reader that must answer soon.
   *
   * @param patience longest time that a call waits for the broker
   * @param records most records of one poll
   */
  public static KafkaConsumer<byte[], byte[]> consumer(
      KafkaConnection connection, Duration patience, int records) {
    return consumer(
        connection,
        Map.of(
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            (int) patience.toMillis(),
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            records));
  }

  /**
   * Returns such a consumer with further settings.
   *
   * @param more further settings of the consumer
   */
  public static KafkaConsumer<byte[], byte[]> consumer(
      KafkaConnection connection, Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return new KafkaConsumer<>(
        connection.properties(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
