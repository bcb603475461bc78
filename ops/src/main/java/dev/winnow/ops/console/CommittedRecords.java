package dev.winnow.ops.console;

import dev.winnow.runtime.kafka.KafkaConnection;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Opens the consumers that pages read rows with. */
final class CommittedRecords {
  private CommittedRecords() {}

  /**
   * Returns a consumer of committed records that creates no topic and has none assigned.
   *
   * @param patience longest time that a call waits for the broker
   * @param records most records of one poll
   */
  static KafkaConsumer<byte[], byte[]> consumer(
      KafkaConnection connection, Duration patience, int records) {
    return new KafkaConsumer<>(
        connection.properties(
            Map.of(
                "isolation.level",
                "read_committed",
                "allow.auto.create.topics",
                false,
                "default.api.timeout.ms",
                (int) patience.toMillis(),
                "max.poll.records",
                records)),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
