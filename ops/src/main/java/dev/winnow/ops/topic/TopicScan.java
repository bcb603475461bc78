package dev.winnow.ops.topic;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.serde.Decoded.Good;
import dev.winnow.schemas.serde.Decoder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the committed records of a topic, from its beginning to the end it had when reading began.
 * It never creates a topic. Records that cannot be decoded are skipped. Not thread-safe.
 */
public final class TopicScan {
  private static final Duration POLL = Duration.ofMillis(500);

  private final KafkaConnection connection;

  /** Receives every record, in order within a partition. */
  @FunctionalInterface
  public interface Visitor<T> {
    /**
     * Visits a record.
     *
     * @param value empty for a tombstone
     */
    void visit(ConsumerRecord<byte[], byte[]> record, Optional<T> value);
  }

  /** The topic does not exist. */
  public static final class NoTopicException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoTopicException(String topic) {
      super("topic '%s' does not exist; is the topic prefix right?".formatted(topic));
    }
  }

  public TopicScan(KafkaConnection connection) {
    this.connection = connection;
  }

  /** Reads the topic. @throws NoTopicException if it does not exist */
  public <T extends SpecificRecord> void read(String topic, Class<T> type, Visitor<T> visitor) {
    Decoder<T> decoder = new Decoder<>(connection.registry(), type);
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions = partitions(consumer, topic);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (isBehind(consumer, ends)) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          if (record.value() == null) {
            visitor.visit(record, Optional.empty());
          } else if (decoder.decode(topic, record.value()) instanceof Good<T> good) {
            visitor.visit(record, Optional.of(good.value()));
          }
        }
      }
    }
  }

  /** Queries all topics, because a query for one by name could create it. */
  private static List<TopicPartition> partitions(
      KafkaConsumer<byte[], byte[]> consumer, String topic) {
    List<PartitionInfo> found = consumer.listTopics().get(topic);
    if (found == null) {
      throw new NoTopicException(topic);
    }
    return found.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
  }

  private static boolean isBehind(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        connection.properties(
            Map.of(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false)),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
