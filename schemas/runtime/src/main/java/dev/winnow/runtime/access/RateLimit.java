package dev.winnow.runtime.access;

import java.time.Duration;

/**
 * A leaky bucket that may go into debt: what is taken last may be more than is there, and nothing
 * is given until the debt is paid. The mean rate is kept whatever the sizes. Thread-safe.
 */
final class RateLimit {
  private final double perSecond;
  private final double burst;
  private double available;
  private long lastNanos;

  /**
   * @param perSecond mean amount in a second, above 0; may be infinite
   */
  RateLimit(double perSecond, long nowNanos) {
    this.perSecond = perSecond;
    this.burst = Math.max(1, perSecond);
    this.available = burst;
    this.lastNanos = nowNanos;
  }

  /** Returns how long to wait until this amount would be there; zero if it is. */
  synchronized Duration waitFor(double amount, long nowNanos) {
    if (Double.isInfinite(perSecond)) {
      return Duration.ZERO;
    }
    refill(nowNanos);
    double missing = Math.min(amount, burst) - available;
    return missing <= 0
        ? Duration.ZERO
        : Duration.ofNanos((long) Math.ceil(missing / perSecond * 1e9));
  }

  synchronized void take(double amount, long nowNanos) {
    if (!Double.isInfinite(perSecond)) {
      refill(nowNanos);
      available -= amount;
    }
  }

  private void refill(long nowNanos) {
    double elapsed = Math.max(0, nowNanos - lastNanos) / 1e9;
    available = Math.min(burst, available + elapsed * perSecond);
    lastNanos = nowNanos;
  }
}
