package dev.winnow.runtime.share;

import java.time.Duration;
import java.util.Optional;

/**
 * Configuration of a worker in its pool.
 *
 * @param pool name of the pool
 * @param lockDuration how long the broker waits for a silent worker before it gives a request to
 *     another; renewed in time while sampling runs. At least 1 s, and within the broker's {@code
 *     group.share.min/max.record.lock.duration.ms} (15 s and 60 s by default)
 * @param drainGrace how long requests in progress may continue after the worker was told to stop;
 *     unfinished ones are then released to the pool
 * @param prices what the model's tokens cost; empty where that is not known
 */
public record WorkerConfig(
    String pool, Duration lockDuration, Duration drainGrace, Optional<TokenPrices> prices) {
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

  /** Creates the configuration of a worker whose tokens have no price. */
  public WorkerConfig(String pool, Duration lockDuration, Duration drainGrace) {
    this(pool, lockDuration, drainGrace, Optional.empty());
  }

  /**
   * Returns the default configuration: locks of 15 s, the broker's default minimum, and 20 s to
   * drain.
   */
  public static WorkerConfig of(String pool) {
    return new WorkerConfig(pool, Duration.ofSeconds(15), Duration.ofSeconds(20));
  }
}
