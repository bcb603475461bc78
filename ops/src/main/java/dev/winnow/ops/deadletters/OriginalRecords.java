package dev.winnow.ops.deadletters;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.DeadLetter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads single records by their place. Not thread-safe. */
public final class OriginalRecords implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;

  public OriginalRecords(KafkaConnection connection) {
    this.consumer =
        new KafkaConsumer<>(
            connection.properties(
                Map.of(
                    "allow.auto.create.topics",
                    false,
                    "auto.offset.reset",
                    "none",
                    "max.poll.records",
                    1)),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  /** Returns the record that a letter is about; empty if its topic no longer has it. */
  Optional<ConsumerRecord<byte[], byte[]>> record(DeadLetter letter) {
    return read(new TopicPartition(letter.getTopic(), letter.getPartition()), letter.getOffset());
  }

  /**
   * Returns the record at a place; empty if its topic does not have it.
   *
   * @throws IllegalStateException if Kafka does not answer
   */
  public Optional<ConsumerRecord<byte[], byte[]>> read(TopicPartition partition, long offset) {
    List<TopicPartition> one = List.of(partition);
    if (offset < consumer.beginningOffsets(one).getOrDefault(partition, 0L)
        || offset >= consumer.endOffsets(one).getOrDefault(partition, 0L)) {
      return Optional.empty();
    }
    consumer.assign(one);
    consumer.seek(partition, offset);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        return record.offset() == offset ? Optional.of(record) : Optional.empty();
      }
    }
    throw new IllegalStateException(
        "%s at offset %,d: no answer from Kafka in %d seconds"
            .formatted(partition, offset, PATIENCE.toSeconds()));
  }

  @Override
  public void close() {
    consumer.close();
  }
}
