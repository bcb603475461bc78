package dev.winnow.producers.gateway;

import dev.winnow.runtime.kafka.BrokerErrors;
import dev.winnow.runtime.kafka.CommittedRecords;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.serde.Decoded.Bad;
import dev.winnow.schemas.serde.Decoder;
import dev.winnow.schemas.serde.RegistryException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The latest record of every key of a compacted topic, which is read from its beginning. Bytes are
 * stored, in memory or on disk, and decoded on request; a record without a value removes its key.
 *
 * <p>Temporary errors (Kafka or the registry unreachable, a topic that does not exist yet) are
 * retried without limit, and so is a refusal by the broker: a user or a right that was taken away
 * may be given back. Any other error is final, and {@link #failed} returns true. Thread-safe.
 */
final class LatestRecords<T extends SpecificRecord> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LatestRecords.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration API_TIMEOUT = Duration.ofSeconds(5);
  private static final long RETRY_MS = 500;

  private final KafkaConnection connection;
  private final String topic;
  private final Decoder<T> decoder;
  private final RecordStore latest;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean caughtUp;
  private volatile boolean failed;
  private volatile @Nullable String refusal;

  LatestRecords(KafkaConnection connection, String topic, Class<T> type, RecordStore latest) {
    this.latest = latest;
    this.connection = connection;
    this.topic = topic;
    this.decoder = new Decoder<>(connection.registry(), type);
    this.thread = Thread.ofPlatform().name("latest-" + topic).daemon().unstarted(this::run);
  }

  LatestRecords<T> start() {
    thread.start();
    return this;
  }

  /** Returns the latest valid record of a key, as far as the topic has been read. */
  Optional<T> find(String key) {
    byte @Nullable [] value = latest.get(key);
    return decoder.decode(topic, value).good();
  }

  /** Returns the first keys in sorted order, at most this many. */
  List<String> keys(int limit) {
    return latest.keys(limit);
  }

  /**
   * Returns whether everything that was on the topic at the start has been read; until then, a
   * missing key proves nothing.
   */
  boolean caughtUp() {
    return caughtUp;
  }

  /** Returns whether reading has ended with an error, so that the records here are out of date. */
  boolean failed() {
    return failed;
  }

  /** Returns why the broker refuses to let the topic be read at present. */
  Optional<String> refusal() {
    return Optional.ofNullable(refusal);
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join();
      latest.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!isClosing() && !failed) {
      try {
        follow();
      } catch (RetriableException | RegistryException e) {
        LOG.warn("topic={} event=retry after_ms={} reason={}", topic, RETRY_MS, e.getMessage());
        pause();
      } catch (AuthenticationException | AuthorizationException e) {
        String reason = BrokerErrors.explain(e);
        refusal = reason;
        LOG.error("topic={} event=refused after_ms={} reason={}", topic, RETRY_MS, reason);
        pause();
      } catch (Throwable e) {
        // Errors are caught as well: if the thread ended silently, the records here would go out of
        // date unnoticed.
        failed = true;
        LOG.error("topic={} event=failed", topic, e);
      }
    }
  }

  private void follow() {
    try (Consumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      if (partitions.isEmpty()) {
        throw new UnknownTopicOrPartitionException("the topic does not exist yet");
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (!isClosing()) {
        consumer.poll(POLL).forEach(this::keep);
        refusal = null;
        caughtUp =
            caughtUp
                || partitions.stream()
                    .allMatch(p -> consumer.position(p) >= ends.getOrDefault(p, 0L));
      }
    }
  }

  private Consumer<byte[], byte[]> consumer() {
    return CommittedRecords.consumer(
        connection,
        Map.of(
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            (int) API_TIMEOUT.toMillis()));
  }

  /**
   * Decodes the record on the reader's thread, which fetches the schema that {@link #find} needs.
   */
  private void keep(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null) {
      return;
    }
    String key = new String(record.key(), StandardCharsets.UTF_8);
    if (record.value() == null) {
      latest.remove(key);
    } else if (decoder.decode(topic, record.value()) instanceof Bad<T> bad) {
      LOG.warn(
          "topic={} partition={} offset={} event=skipped reason={}",
          topic,
          record.partition(),
          record.offset(),
          bad);
    } else {
      latest.put(key, record.value());
    }
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  private void pause() {
    try {
      closing.await(RETRY_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      failed = true;
      Thread.currentThread().interrupt();
    }
  }
}
