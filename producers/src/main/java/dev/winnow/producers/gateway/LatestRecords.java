package dev.winnow.producers.gateway;

import dev.winnow.schemas.kafka.KafkaConnection;
import dev.winnow.schemas.serde.Decoded.Good;
import dev.winnow.schemas.serde.Decoder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * The latest record of every key of a compacted topic, followed from its beginning. Bytes are kept,
 * and decoded when asked for: some 300 for each prompt. Thread-safe.
 */
final class LatestRecords<T extends SpecificRecord> implements AutoCloseable, Runnable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConnection connection;
  private final String topic;
  private final Decoder<T> decoder;
  private final Map<String, byte[]> latest = new ConcurrentHashMap<>();
  private final Thread thread;
  private volatile boolean closed;

  LatestRecords(KafkaConnection connection, String topic, Class<T> type) {
    this.connection = connection;
    this.topic = topic;
    this.decoder = new Decoder<>(connection.registry(), type);
    this.thread = Thread.ofPlatform().name("latest-" + topic).daemon().start(this);
  }

  /** The latest good record of a key that has been seen. */
  Optional<T> find(String key) {
    byte @Nullable [] value = latest.get(key);
    return value != null && decoder.decode(topic, value) instanceof Good<T> good
        ? Optional.of(good.value())
        : Optional.empty();
  }

  @Override
  public void run() {
    Map<String, Object> properties =
        connection.properties(
            Map.of(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"));
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (!closed) {
        consumer.poll(POLL).forEach(this::keep);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void keep(ConsumerRecord<String, byte[]> record) {
    if (record.key() == null) {
      return;
    }
    if (record.value() == null) {
      latest.remove(record.key());
    } else {
      latest.put(record.key(), record.value());
    }
  }
}
