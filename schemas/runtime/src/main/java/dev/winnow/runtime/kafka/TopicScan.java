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
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads topics from their beginning to where they ended when reading began, committed records only.
 * It never creates a topic. One scan reads as many topics as wanted, one after the other, over the
 * same connections. Not thread-safe.
 */
public final class TopicScan implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  /**
   * Short: at the end of a topic, where markers of transactions are all that is left to read, a
   * fetch waits so long for records, and the next topic waits for it.
   */
  private static final int FETCH_WAIT_MS = 20;

  private final KafkaConnection connection;
  private final KafkaConsumer<byte[], byte[]> committed;
  private final KafkaConsumer<byte[], byte[]> written;

  /** Where a topic ends. */
  public enum End {
    /** Before the first open transaction. Reading never waits. */
    COMMITTED,

    /**
     * After the last record. Transactions that were open when reading began are waited for; the
     * broker ends those of dead producers.
     */
    WRITTEN
  }

  /** Told of every record that decodes, in order within a partition. */
  @FunctionalInterface
  public interface Visitor<T> {
    /**
     * Takes a record.
     *
     * @param value empty for a tombstone
     */
    void visit(ConsumerRecord<byte[], byte[]> record, Optional<T> value);
  }

  /** Thrown where there is no such topic. */
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
   * Reads the topic to its last committed record. Records that do not decode are passed over.
   *
   * @throws NoTopicException if it is not there
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
   * @param from where to begin; partitions that have no offset here are read from their beginning
   * @param visitor told of every record, in order within a partition
   * @return for each partition with records the offset after the last one
   * @throws NoTopicException if it is not there
   */
  public Map<TopicPartition, Long> read(
      String topic,
      Map<TopicPartition, Long> from,
      End end,
      Consumer<ConsumerRecord<byte[], byte[]>> visitor) {
    List<TopicPartition> partitions = partitions(topic);
    Map<TopicPartition, Long> target =
        (end == End.COMMITTED ? committed : written).endOffsets(partitions);
    Map<TopicPartition, Long> next = new HashMap<>();
    committed.assign(partitions);
    committed.seekToBeginning(partitions);
    from.forEach(committed::seek);
    while (isBehind(target)) {
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

  /** Whether the beginning of the topic was deleted, by its retention or by somebody. */
  public boolean isShortened(String topic) {
    return written.beginningOffsets(partitions(topic)).values().stream()
        .anyMatch(offset -> offset > 0);
  }

  @Override
  public void close() {
    committed.close();
    written.close();
  }

  private List<TopicPartition> partitions(String topic) {
    try {
      List<TopicPartition> found =
          written.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      if (!found.isEmpty()) {
        return found;
      }
    } catch (UnknownTopicOrPartitionException e) {
      // The same as no partitions.
    }
    throw new NoTopicException(topic);
  }

  private boolean isBehind(Map<TopicPartition, Long> target) {
    return target.entrySet().stream()
        .anyMatch(end -> committed.position(end.getKey()) < end.getValue());
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
