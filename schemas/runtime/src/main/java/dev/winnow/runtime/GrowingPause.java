package dev.winnow.runtime;

import java.time.Duration;

/**
 * Pauses between attempts that fail: doubled after each failure, half of each fixed and half
 * random, so that those that failed together do not try again together.
 *
 * @param first the pause after the first failure, more than zero
 * @param longest maximum pause, at least {@code first}
 */
public record GrowingPause(Duration first, Duration longest) {
  /** 0.5 s doubled up to 5 s. */
  public static final GrowingPause DEFAULT =
      new GrowingPause(Duration.ofMillis(500), Duration.ofSeconds(5));

  private static final int MAX_DOUBLINGS = 30;

  public GrowingPause {
    if (first.isNegative() || first.isZero()) {
      throw new IllegalArgumentException(
          "first backoff: %s, want a positive duration".formatted(first));
    }
    if (longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "longest backoff: %s, want at least the first, %s".formatted(longest, first));
    }
  }

  /**
   * Returns the pause after a failure.
   *
   * @param failure number of the failure, counted from 1
   * @param random 0 to 1
   */
  public Duration after(int failure, double random) {
    long doubled = first.toNanos() << Math.min(failure - 1, MAX_DOUBLINGS);
    long most = longest.toNanos();
    long own = doubled <= 0 || doubled > most ? most : doubled;
    return Duration.ofNanos(own / 2 + (long) (own / 2 * random));
  }
}
