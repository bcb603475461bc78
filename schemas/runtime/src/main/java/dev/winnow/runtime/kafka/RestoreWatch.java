package dev.winnow.runtime.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Observes how a stage restores its state, and logs it. Thread-safe.
 *
 * <p>Offsets without a record, such as the ends of transactions, are wanted too, and are not left
 * once their partition is done. A partition that begins again where it ended is no progress: that
 * is what Kafka Streams does while it cannot read the group's committed offsets.
 */
final class RestoreWatch implements StateRestoreListener {
  private static final Logger LOG = LoggerFactory.getLogger(RestoreWatch.class);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration SAY_EVERY = Duration.ofSeconds(10);
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  private final String stage;
  private final AtomicLong restored = new AtomicLong();
  private final Map<TopicPartition, Long> left = new ConcurrentHashMap<>();
  private volatile long movedAt = System.nanoTime();
  private volatile long saidAt = System.nanoTime();

  RestoreWatch(String stage) {
    this.stage = stage;
  }

  /** Records that the stage has made progress. */
  void moved() {
    movedAt = System.nanoTime();
  }

  /**
   * Waits briefly; returns false if there was no progress for two minutes.
   *
   * @throws InterruptedException if interrupted meanwhile
   */
  boolean awaitMove() throws InterruptedException {
    Thread.sleep(LOOK_EVERY);
    long now = System.nanoTime();
    if (now - saidAt > SAY_EVERY.toNanos()) {
      saidAt = now;
      LOG.info("stage={} event=starting {}", stage, describe());
    }
    return now - movedAt <= PATIENCE.toNanos();
  }

  /** Returns how many records of state are to be restored yet. */
  long left() {
    return left.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Returns the progress of restoring, in words. */
  String describe() {
    return "%,d records of state restored, %,d left".formatted(restored.get(), left());
  }

  @Override
  public void onRestoreStart(TopicPartition partition, String store, long start, long end) {
    if (left.put(partition, Math.max(0, end - start)) == null) {
      moved();
    }
  }

  @Override
  public void onBatchRestored(TopicPartition partition, String store, long end, long records) {
    restored.addAndGet(records);
    left.computeIfPresent(partition, (key, rest) -> Math.max(0, rest - records));
    if (records > 0) {
      moved();
    }
  }

  @Override
  public void onRestoreEnd(TopicPartition partition, String store, long total) {
    left.put(partition, 0L);
  }
}
