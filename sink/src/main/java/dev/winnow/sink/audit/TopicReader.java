package dev.winnow.sink.audit;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.serde.Decoded.Good;
import dev.winnow.schemas.serde.Decoder;
import dev.winnow.sink.commit.PartitionId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the committed records of a topic, from its beginning to the end it had when reading began.
 * It waits for transactions that were open then: the broker ends those of dead producers.
 */
final class TopicReader {
  private static final Duration POLL = Duration.ofMillis(500);

  private final KafkaConnection connection;
  private final AuditListener listener;

  /** Receives every valid record, in order within a partition. */
  @FunctionalInterface
  interface Visitor<T> {
    void visit(PartitionId partition, long offset, T value);
  }

  TopicReader(KafkaConnection connection, AuditListener listener) {
    this.connection = connection;
    this.listener = listener;
  }

  /** Returns whether the beginning of the topic was deleted, by its retention or by a person. */
  boolean isShortened(String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer("read_uncommitted")) {
      return consumer.beginningOffsets(partitions(consumer, topic)).values().stream()
          .anyMatch(offset -> offset > 0);
    }
  }

  /** Reads everything; returns, for each partition with records, the offset after the last one. */
  <T extends SpecificRecord> Map<PartitionId, Long> read(
      String topic, Class<T> type, Visitor<T> visitor) {
    return readFrom(Map.of(), topic, type, visitor);
  }

  /** Reads from these offsets on; partitions without an offset here are read from the beginning. */
  <T extends SpecificRecord> Map<PartitionId, Long> readFrom(
      Map<PartitionId, Long> from, String topic, Class<T> type, Visitor<T> visitor) {
    Decoder<T> decoder = new Decoder<>(connection.registry(), type);
    Map<PartitionId, Long> ends = new HashMap<>();
    Map<TopicPartition, Long> target = highWatermarks(topic);
    long read = 0;
    try (KafkaConsumer<byte[], byte[]> consumer = consumer("read_committed")) {
      consumer.assign(target.keySet());
      consumer.seekToBeginning(target.keySet());
      from.forEach((partition, offset) -> consumer.seek(partition.toKafka(), offset));
      while (isBehind(consumer, target)) {
        ConsumerRecords<byte[], byte[]> batch = consumer.poll(POLL);
        for (ConsumerRecord<byte[], byte[]> record : batch) {
          PartitionId partition = new PartitionId(topic, record.partition());
          if (record.offset() < target.getOrDefault(partition.toKafka(), 0L)) {
            ends.put(partition, record.offset() + 1);
            if (decoder.decode(topic, record.value()) instanceof Good<T> good) {
              visitor.visit(partition, record.offset(), good.value());
            }
          }
        }
        read += batch.count();
        listener.reading(topic, read);
      }
    }
    return ends;
  }

  private static boolean isBehind(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> target) {
    return target.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
  }

  /**
   * Reads the high watermarks, because a reader of committed records would only get the beginning
   * of the first open transaction.
   */
  private Map<TopicPartition, Long> highWatermarks(String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer("read_uncommitted")) {
      return consumer.endOffsets(partitions(consumer, topic));
    }
  }

  private static List<TopicPartition> partitions(
      KafkaConsumer<byte[], byte[]> consumer, String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(info -> new TopicPartition(topic, info.partition()))
        .toList();
  }

  private KafkaConsumer<byte[], byte[]> consumer(String isolation) {
    return new KafkaConsumer<>(
        connection.properties(
            Map.of(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                isolation,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                2_000)),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
