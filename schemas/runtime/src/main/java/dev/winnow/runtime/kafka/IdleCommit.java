package dev.winnow.runtime.kafka;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Commits as soon as a stage has nothing more to do, in place of waiting for the commit interval:
 * nobody sees a result before its transaction is committed.
 *
 * <p>Only a stage that had few records lately commits early. A busy one has gaps between records as
 * well, since it waits for the CPU, for the broker and for its own commits; to commit in each gap
 * makes the gaps longer, and took two thirds of the throughput away. It commits by its interval.
 *
 * <p>All processors of a stage share one: a task without records is no sign that the stage is idle.
 * Thread-safe; a reading that is out of date only means a commit earlier or later than best.
 */
final class IdleCommit {
  /** How long no record must have come; also how often it is looked. */
  static final Duration IDLE = Duration.ofMillis(8);

  /** A stage with more records in this second or the one before is busy. */
  static final int BUSY_RECORDS = 200;

  private static final long SECOND_NANOS = 1_000_000_000;

  private final LongSupplier nanoTime;
  private long lastRecordAt;
  private long secondBegan;
  private int thisSecond;
  private int secondBefore;

  IdleCommit(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.lastRecordAt = nanoTime.getAsLong();
    this.secondBegan = lastRecordAt;
  }

  /** What one processor knows. Used by the processor's thread only. */
  final class Watch {
    private final ProcessorContext<?, ?> context;
    private final Cancellable looks;
    private boolean hasUncommitted;

    private Watch(ProcessorContext<?, ?> context) {
      this.context = context;
      this.looks = context.schedule(IDLE, PunctuationType.WALL_CLOCK_TIME, time -> look());
    }

    /** A record was processed. */
    void onRecord() {
      hasUncommitted = true;
      count();
    }

    /** Ends it: Streams may open a processor again that it has closed. */
    void stop() {
      looks.cancel();
    }

    private void look() {
      if (hasUncommitted && isIdle()) {
        hasUncommitted = false;
        context.commit();
      }
    }
  }

  /** Begins to watch a processor. */
  Watch watch(ProcessorContext<?, ?> context) {
    return new Watch(context);
  }

  private synchronized void count() {
    lastRecordAt = nanoTime.getAsLong();
    turn(lastRecordAt);
    thisSecond++;
  }

  private synchronized boolean isIdle() {
    long now = nanoTime.getAsLong();
    turn(now);
    return now - lastRecordAt >= IDLE.toNanos()
        && Math.max(thisSecond, secondBefore) <= BUSY_RECORDS;
  }

  /** Begins a new second when it is time. */
  private void turn(long now) {
    long passed = now - secondBegan;
    if (passed >= SECOND_NANOS) {
      secondBefore = passed < 2 * SECOND_NANOS ? thisSecond : 0;
      thisSecond = 0;
      secondBegan = now;
    }
  }
}
