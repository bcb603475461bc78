package dev.winnow.sink;

import dev.winnow.runtime.kafka.CommittedRecords;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.serde.Decoded.Bad;
import dev.winnow.schemas.serde.Decoded.Good;
import dev.winnow.schemas.serde.Decoder;
import dev.winnow.sink.describe.UnsolvablePrompts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topic {@code progress} from its beginning to find the prompts that are unsolvable. They
 * are listed beside the rows and affect nothing else, so the sink also works where the topic does
 * not exist or may not be read. Not thread-safe.
 */
final class DatasetProgress implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DatasetProgress.class);

  private final String topic;
  private final UnsolvablePrompts unsolvable;
  private final Decoder<Progress> decoder;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private List<TopicPartition> partitions;
  private final Map<TopicPartition, Long> ends;

  DatasetProgress(KafkaConnection connection, UnsolvablePrompts unsolvable) {
    this.topic = connection.topics().progress();
    this.unsolvable = unsolvable;
    this.decoder = new Decoder<>(connection.registry(), Progress.class);
    this.consumer = consumer(connection);
    this.partitions = partitions();
    this.ends = consumer.endOffsets(partitions);
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Returns whether records that were on the topic at the start are still unread. */
  boolean isBehind() {
    return partitions.stream()
        .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L));
  }

  /** Reads the available records; waits up to this long if there are none. */
  void poll(Duration wait) {
    if (partitions.isEmpty()) {
      return;
    }
    try {
      consumer.poll(wait).forEach(this::take);
    } catch (AuthorizationException e) {
      partitions = without(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    consumer.close();
  }

  private List<TopicPartition> partitions() {
    try {
      List<TopicPartition> found =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      return found.isEmpty() ? without("there is no such topic") : found;
    } catch (AuthorizationException e) {
      return without(String.valueOf(e.getMessage()));
    }
  }

  private List<TopicPartition> without(String reason) {
    LOG.warn(
        "topic={} event=progress-not-read effect='unsolvable prompts are not listed' reason={}",
        topic,
        reason);
    return List.of();
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null) {
      return;
    }
    String key = new String(record.key(), StandardCharsets.UTF_8);
    if (record.value() == null) {
      unsolvable.forget(key);
      return;
    }
    switch (decoder.decode(topic, record.value())) {
      case Good<Progress> good -> unsolvable.take(key, good.value());
      case Bad<Progress> bad ->
          LOG.warn(
              "topic={} partition={} offset={} event=skipped reason={}",
              topic,
              record.partition(),
              record.offset(),
              bad);
    }
  }

  private static KafkaConsumer<byte[], byte[]> consumer(KafkaConnection connection) {
    return CommittedRecords.consumer(
        connection,
        Map.of(
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            2_000));
  }
}
