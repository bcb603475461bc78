package dev.winnow.sink.audit;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.TopicScan;
import dev.winnow.schemas.serde.Decoded.Good;
import dev.winnow.schemas.serde.Decoder;
import dev.winnow.sink.commit.PartitionId;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the committed records of a topic, from its beginning to the end it had when reading began.
 * It waits for transactions that were open then: the broker ends those of dead producers.
 */
final class TopicReader implements AutoCloseable {
  /** Number of records between two progress reports. */
  private static final int REPORT_EVERY = 1_000;

  private final KafkaConnection connection;
  private final TopicScan scan;
  private final AuditListener listener;

  /** Receives every valid record, in order within a partition. */
  @FunctionalInterface
  interface Visitor<T> {
    void visit(PartitionId partition, long offset, T value);
  }

  TopicReader(KafkaConnection connection, AuditListener listener) {
    this.connection = connection;
    this.scan = new TopicScan(connection);
    this.listener = listener;
  }

  /** Returns whether the beginning of the topic was deleted, by its retention or by a person. */
  boolean isShortened(String topic) {
    return scan.isShortened(topic);
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
    Map<TopicPartition, Long> begin = new HashMap<>();
    from.forEach((partition, offset) -> begin.put(partition.toKafka(), offset));
    long[] read = {0};
    Map<TopicPartition, Long> next =
        scan.read(
            topic,
            begin,
            TopicScan.End.WRITTEN,
            record -> {
              if (decoder.decode(topic, record.value()) instanceof Good<T> good) {
                PartitionId partition = new PartitionId(topic, record.partition());
                visitor.visit(partition, record.offset(), good.value());
              }
              if (++read[0] % REPORT_EVERY == 0) {
                listener.reading(topic, read[0]);
              }
            });
    listener.reading(topic, read[0]);
    Map<PartitionId, Long> ends = new HashMap<>();
    next.forEach((at, offset) -> ends.put(new PartitionId(at.topic(), at.partition()), offset));
    return ends;
  }

  @Override
  public void close() {
    scan.close();
  }
}
