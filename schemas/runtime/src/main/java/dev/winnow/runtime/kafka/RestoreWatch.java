package dev.winnow.runtime.kafka;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Observes how a stage restores its state, and logs it. Thread-safe. */
final class RestoreWatch implements StateRestoreListener {
  private static final Logger LOG = LoggerFactory.getLogger(RestoreWatch.class);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration SAY_EVERY = Duration.ofSeconds(10);
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  private final String stage;
  private final AtomicLong restored = new AtomicLong();
  private final AtomicLong wanted = new AtomicLong();
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
    return Math.max(0, wanted.get() - restored.get());
  }

  /** Returns the progress of restoring, in words. */
  String describe() {
    return "%,d of %,d records of state restored".formatted(restored.get(), wanted.get());
  }

  @Override
  public void onRestoreStart(TopicPartition partition, String store, long start, long end) {
    wanted.addAndGet(Math.max(0, end - start));
    moved();
  }

  @Override
  public void onBatchRestored(TopicPartition partition, String store, long end, long records) {
    restored.addAndGet(records);
    moved();
  }

  @Override
  public void onRestoreEnd(TopicPartition partition, String store, long total) {
    moved();
  }
}
