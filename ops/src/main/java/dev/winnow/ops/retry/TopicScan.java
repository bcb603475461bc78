package dev.winnow.ops.retry;

import dev.winnow.schemas.kafka.KafkaConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic once, from its beginning to where it ended when the reading began. */
final class TopicScan {
  private static final Duration POLL = Duration.ofMillis(500);

  private final KafkaConnection connection;
  private final LongConsumer seen;

  /**
   * A scan of topics there.
   *
   * @param seen told how many records were read so far
   */
  TopicScan(KafkaConnection connection, LongConsumer seen) {
    this.connection = connection;
    this.seen = seen;
  }

  void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> record) {
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    Map<String, Object> settings =
        Map.of("isolation.level", "read_committed", "allow.auto.create.topics", false);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(connection.properties(settings), bytes, bytes)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      long read = 0;
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<byte[], byte[]> one : consumer.poll(POLL)) {
          record.accept(one);
          read++;
        }
        seen.accept(read);
      }
    }
  }
}
