package dev.winnow.runtime.kafka;

import dev.winnow.schemas.serde.Decoded.Good;
import dev.winnow.schemas.serde.Decoder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the committed records of topics, from their beginning to the end they had when reading
 * began. It never creates a topic. One scan can read several topics, one after the other, over the
 * same connections. Not thread-safe.
 */
public final class TopicScan implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  /**
   * Short, because a fetch at the end of a topic, where only transaction markers remain, waits this
   * long for records, and so does the next topic.
   */
  private static final int FETCH_WAIT_MS = 20;

  private final KafkaConnection connection;
  private final KafkaConsumer<byte[], byte[]> committed;
  private final KafkaConsumer<byte[], byte[]> written;

  /** The end of a topic. */
  public enum End {
    /** Reading ends before the first open transaction, and never waits. */
    COMMITTED,

    /**
     * Reading ends after the last record. It waits for transactions that were open when it began;
     * the broker ends those of dead producers.
     */
    WRITTEN
  }

  /** Receives every record that can be decoded, in order within a partition. */
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
    this.committed = consumer(connection, "read_committed");
    this.written = consumer(connection, "read_uncommitted");
  }

  /**
   * Reads the topic to its last committed record. Records that cannot be decoded are skipped.
   *
   * @throws NoTopicException if it does not exist
   */
  public <T extends SpecificRecord> void read(String topic, Class<T> type, Visitor<T> visitor) {
    Decoder<T> decoder = new Decoder<>(connection.registry(), type);
    read(
        topic,
        Map.of(),
        End.COMMITTED,
        record -> {
          if (record.value() == null) {
            visitor.visit(record, Optional.empty());
          } else if (decoder.decode(topic, record.value()) instanceof Good<T> good) {
            visitor.visit(record, Optional.of(good.value()));
          }
        });
  }

  /**
   * Reads the bytes of a topic.
   *
   * @param from first offsets to read; partitions without an offset here are read from their
   *     beginning
   * @param visitor receives every record, in order within a partition
   * @return for each partition with records, the offset after the last one
   * @throws NoTopicException if it does not exist
   */
  public Map<TopicPartition, Long> read(
      String topic,
      Map<TopicPartition, Long> from,
      End end,
      Consumer<ConsumerRecord<byte[], byte[]>> visitor) {
    List<TopicPartition> partitions = TopicPartitions.of(written, topic);
    Map<TopicPartition, Long> target =
        (end == End.COMMITTED ? committed : written).endOffsets(partitions);
    Map<TopicPartition, Long> next = new HashMap<>();
    committed.assign(partitions);
    committed.seekToBeginning(partitions);
    from.forEach(committed::seek);
    while (TopicPartitions.isBehind(committed, target)) {
      for (ConsumerRecord<byte[], byte[]> record : committed.poll(POLL)) {
        TopicPartition partition = new TopicPartition(topic, record.partition());
        if (record.offset() < target.getOrDefault(partition, 0L)) {
          next.put(partition, record.offset() + 1);
          visitor.accept(record);
        }
      }
    }
    return next;
  }

  /** Returns whether the beginning of the topic was deleted, by its retention or by a person. */
  public boolean isShortened(String topic) {
    return written.beginningOffsets(TopicPartitions.of(written, topic)).values().stream()
        .anyMatch(offset -> offset > 0);
  }

  @Override
  public void close() {
    committed.close();
    written.close();
  }

  private static KafkaConsumer<byte[], byte[]> consumer(
      KafkaConnection connection, String isolation) {
    return new KafkaConsumer<>(
        connection.properties(
            Map.of(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                isolation,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                FETCH_WAIT_MS,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                2_000)),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
