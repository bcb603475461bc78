package dev.winnow.worker;

import java.time.Duration;

/**
 * How a worker takes part in its pool.
 *
 * @param pool name of the pool
 * @param lockDuration how long the broker waits for a worker that has gone silent before it gives a
 *     request to another; renewed in time while sampling runs. At least 1 s, and within the
 *     broker's {@code group.share.min/max.record.lock.duration.ms} (15 s and 60 s unless changed)
 * @param drainGrace how long requests in progress may go on after the worker was told to stop; what
 *     is unfinished then is given back to the pool
 */
public record WorkerConfig(String pool, Duration lockDuration, Duration drainGrace) {
  public WorkerConfig {
    if (pool.isBlank()) {
      throw new IllegalArgumentException("pool: must not be blank");
    }
    if (lockDuration.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "lock duration: %s, want at least 1 s".formatted(lockDuration));
    }
    if (drainGrace.isNegative()) {
      throw new IllegalArgumentException(
          "drain grace: %s, must not be negative".formatted(drainGrace));
    }
  }

  /** Locks of 15 s, the broker's own least, and 20 s to drain. */
  public static WorkerConfig of(String pool) {
    return new WorkerConfig(pool, Duration.ofSeconds(15), Duration.ofSeconds(20));
  }
}
