package dev.winnow.runtime.kafka;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Commits as soon as a stage is idle, before the commit interval ends, because results become
 * visible only when their transaction is committed.
 *
 * <p>Only a stage with few recent records commits early. A busy stage has gaps between records too,
 * because it waits for the CPU, for the broker and for its own commits. A commit in each gap makes
 * the gaps longer, and cost two thirds of the throughput when it was measured. A busy stage commits
 * by its interval.
 *
 * <p>All processors of a stage share one instance, because a task without records does not show
 * that the stage is idle. Thread-safe; a stale reading only makes a commit earlier or later than
 * ideal.
 */
final class IdleCommit {
  /** Time without records after which a stage is idle; also the interval between two checks. */
  static final Duration IDLE = Duration.ofMillis(8);

  /** A stage with more records than this in the current or the previous second is busy. */
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

  /** State of one processor. Only the processor's thread uses it. */
  final class Watch {
    private final ProcessorContext<?, ?> context;
    private final Cancellable looks;
    private boolean hasUncommitted;

    private Watch(ProcessorContext<?, ?> context) {
      this.context = context;
      this.looks = context.schedule(IDLE, PunctuationType.WALL_CLOCK_TIME, time -> look());
    }

    /** Notes that a record was processed. */
    void onRecord() {
      hasUncommitted = true;
      count();
    }

    /** Stops the checks, because Streams may open a closed processor again. */
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

  /** Starts to watch a processor. */
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

  /** Starts a new second when the current one is over. */
  private void turn(long now) {
    long passed = now - secondBegan;
    if (passed >= SECOND_NANOS) {
      secondBefore = passed < 2 * SECOND_NANOS ? thisSecond : 0;
      thisSecond = 0;
      secondBegan = now;
    }
  }
}
