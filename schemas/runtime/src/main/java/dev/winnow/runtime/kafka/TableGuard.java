package dev.winnow.runtime.kafka;

import dev.winnow.runtime.Health;
import dev.winnow.runtime.StageThread;
import dev.winnow.schemas.serde.Decoded.Bad;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the records of compacted topics that no reader can use to the dead letters.
 *
 * <p>Every reader of such a topic keeps the latest record of each key and skips what it cannot use.
 * There are many readers, and each reads the topic from its beginning. If they sent dead letters, a
 * record would have as many as there are readers and restarts. This guard reads the topics once
 * more, in a consumer group, only to find such records.
 *
 * <p>Offsets are committed after the dead letters are on the broker. A crash in between sends a
 * dead letter again, with the same place. While Kafka or the registry is unreachable, the guard
 * waits. Thread-safe.
 */
public final class TableGuard implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TableGuard.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final long RETRY_MS = 1_000;

  private final String stage;
  private final KafkaConnection connection;
  private final Map<String, Test> tests;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile @Nullable StageThread thread;
  private volatile @Nullable String waitsFor;

  /**
   * Returns why the record cannot be used; empty if it can. The record has a value: tombstones are
   * not tested.
   */
  @FunctionalInterface
  public interface Test extends Function<ConsumerRecord<byte[], byte[]>, Optional<Bad<?>>> {}

  /**
   * Creates a guard that is not started yet.
   *
   * @param stage stage of the dead letters; also part of the consumer group's name
   * @param tests the test of each topic
   */
  public TableGuard(String stage, KafkaConnection connection, Map<String, Test> tests) {
    this.stage = stage;
    this.connection = connection;
    this.tests = Map.copyOf(tests);
  }

  /** Starts reading on a new thread. Called once. */
  public void start() {
    thread = StageThread.startDaemon(stage + "-table-guard", this::run);
  }

  /** Returns failed once the thread has died; degraded while it waits for Kafka or the registry. */
  public Health health() {
    StageThread reading = thread;
    String reason = waitsFor;
    if (reading == null) {
      return Health.ok();
    }
    return reason != null && !reading.health().isFailed()
        ? new Health.Degraded("compacted topics are not checked for bad records: " + reason)
        : reading.health();
  }

  /** Stops reading. May be called twice. */
  @Override
  public void close() {
    closing.countDown();
    StageThread reading = thread;
    if (reading != null) {
      try {
        reading.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void run() throws InterruptedException {
    while (!isClosing()) {
      try {
        read();
      } catch (KafkaException | ExecutionException e) {
        // All errors of Kafka and the registry, not only those that are called retriable: a commit
        // that comes after a long pause of the process, and a user that is removed, pass as well.
        String reason = BrokerErrors.explain(e instanceof ExecutionException ? e.getCause() : e);
        waitsFor = reason;
        LOG.warn("stage={} event=retry after_ms={} reason={}", stage, RETRY_MS, reason);
        closing.await(RETRY_MS, TimeUnit.MILLISECONDS);
      }
    }
  }

  /**
   * A new consumer continues after the last commit, so dead letters that were not sent are sent
   * again.
   */
  private void read() throws InterruptedException, ExecutionException {
    try (Consumer<byte[], byte[]> consumer = consumer();
        DeadLetterSender deadLetters =
            new DeadLetterSender(connection, stage, InstantSource.system())) {
      consumer.subscribe(tests.keySet());
      while (!isClosing()) {
        var records = consumer.poll(POLL);
        for (ConsumerRecord<byte[], byte[]> record : records) {
          test(record, deadLetters);
        }
        if (!records.isEmpty()) {
          consumer.commitSync();
        }
        waitsFor = null;
      }
    }
  }

  private void test(ConsumerRecord<byte[], byte[]> record, DeadLetterSender deadLetters)
      throws InterruptedException, ExecutionException {
    Test test = tests.get(record.topic());
    if (record.value() == null || test == null) {
      return;
    }
    Optional<Bad<?>> bad = test.apply(record);
    if (bad.isPresent()) {
      deadLetters.send(record, bad.get());
    }
  }

  private Consumer<byte[], byte[]> consumer() {
    return CommittedRecords.consumer(
        connection,
        Map.of(
            ConsumerConfig.GROUP_ID_CONFIG,
            connection.topics().prefix() + stage + "-tables",
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            // By default a killed process keeps its partitions for 45 s.
            ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
            StreamsProperties.SESSION_TIMEOUT_MS));
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }
}
