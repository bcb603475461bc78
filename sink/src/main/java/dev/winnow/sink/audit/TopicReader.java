package dev.winnow.sink.audit;

import dev.winnow.schemas.kafka.KafkaConnection;
import dev.winnow.schemas.serde.Decoded.Good;
import dev.winnow.schemas.serde.Decoder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a topic from its beginning to where it ended when reading began, committed records only.
 */
final class TopicReader {
  private static final Duration POLL = Duration.ofMillis(500);

  private final KafkaConnection connection;

  TopicReader(KafkaConnection connection) {
    this.connection = connection;
  }

  /**
   * Hands every good record to {@code each}, in order within a partition.
   *
   * @return for each partition with records, the offset after the last one
   */
  <T extends SpecificRecord> Map<TopicPartition, Long> read(
      String topic, Class<T> type, Consumer<T> each) {
    Decoder<T> decoder = new Decoder<>(connection.registry(), type);
    Map<TopicPartition, Long> ends = new HashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> target = consumer.endOffsets(partitions);
      while (target.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          TopicPartition partition = new TopicPartition(topic, record.partition());
          if (record.offset() < target.getOrDefault(partition, 0L)) {
            ends.put(partition, record.offset() + 1);
            if (decoder.decode(topic, record.value()) instanceof Good<T> good) {
              each.accept(good.value());
            }
          }
        }
      }
    }
    return ends;
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        connection.properties(
            Map.of(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                2_000)),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
