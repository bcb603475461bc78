package dev.winnow.ops.bench;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** When the first partition of a state began to be restored. Thread-safe. */
final class RestoreStart implements StateRestoreListener {
  private final AtomicLong begun = new AtomicLong();

  /**
   * Returns the time in nanoseconds at which the first restore began; now, where nothing was
   * restored.
   */
  long orNow() {
    long at = begun.get();
    return at == 0 ? System.nanoTime() : at;
  }

  @Override
  public void onRestoreStart(TopicPartition partition, String store, long start, long end) {
    boolean unused = begun.compareAndSet(0, System.nanoTime());
  }

  @Override
  public void onBatchRestored(TopicPartition partition, String store, long end, long records) {
    // This listener records only when the first restore began.
  }

  @Override
  public void onRestoreEnd(TopicPartition partition, String store, long total) {
    // The stage runs when all of them have ended.
  }
}
