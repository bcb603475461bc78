package dev.winnow.planner.budget;

import java.time.Duration;

/** Hours of the clock, as budgets count them. */
public final class Hours {
  private Hours() {}

  /**
   * Returns the hour that a time in epoch milliseconds is in, in hours since the Unix epoch, UTC.
   */
  public static long of(long epochMillis) {
    return Math.floorDiv(epochMillis, Duration.ofHours(1).toMillis());
  }
}
