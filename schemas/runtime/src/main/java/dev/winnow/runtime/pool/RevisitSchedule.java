package dev.winnow.runtime.pool;

import java.time.Duration;

/** Intervals after which a prompt is looked at again: short at first, then longer. */
public final class RevisitSchedule {
  private static final long SOON = Duration.ofSeconds(10).toMillis();
  private static final long LATE = Duration.ofSeconds(30).toMillis();

  /** A prompt that has nothing on order is looked at only so that its progress says why. */
  private static final long WAITING = Duration.ofMinutes(15).toMillis();

  private RevisitSchedule() {}

  /**
   * Returns the interval for a prompt with requests on order, in milliseconds.
   *
   * @param silence since its latest verdict or order, in milliseconds
   * @param limit a silence that is worth a look in any case
   */
  public static long onOrder(long silence, long limit) {
    return Math.min(limit, Math.clamp(silence / 4, SOON, LATE));
  }

  /** Returns the interval for a prompt without requests on order, in milliseconds. */
  public static long waiting(long limit) {
    return Math.max(limit, WAITING);
  }
}
