package dev.winnow.synthesizer.engine.openai;

import java.time.Duration;
import java.util.Optional;

/**
 * When a request that failed for a passing reason is sent again.
 *
 * @param attempts how often a request is sent in all, 1 to 100
 * @param first the pause after the first failure; doubled after each further one. More than zero
 * @param longest no pause is longer, whatever the server asks for; at least {@code first}
 */
public record Backoff(int attempts, Duration first, Duration longest) {
  /** 6 attempts, 0.5 s doubled up to 30 s: a server that restarts within 15 s is waited for. */
  public static final Backoff DEFAULT =
      new Backoff(6, Duration.ofMillis(500), Duration.ofSeconds(30));

  private static final int MAX_ATTEMPTS = 100;
  private static final int MAX_DOUBLINGS = 30;

  public Backoff {
    if (attempts < 1 || attempts > MAX_ATTEMPTS) {
      throw new IllegalArgumentException(
          "attempts: %d, want 1 to %d".formatted(attempts, MAX_ATTEMPTS));
    }
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
   * The pause after a failed attempt: half of it fixed and half left to chance, so that requests
   * that failed together do not come back together.
   *
   * @param attempt that failed, counted from 1
   * @param asked what the server asked to wait
   * @param random 0 to 1
   */
  Duration pause(int attempt, Optional<Duration> asked, double random) {
    long doubled = first.toNanos() << Math.min(attempt - 1, MAX_DOUBLINGS);
    long most = longest.toNanos();
    long own = doubled <= 0 || doubled > most ? most : doubled;
    long jittered = own / 2 + (long) (own / 2 * random);
    long wanted = asked.map(Backoff::nanos).orElse(0L);
    return Duration.ofNanos(Math.min(most, Math.max(jittered, wanted)));
  }

  /** Saturates: a server may ask for a wait of any length. */
  private static long nanos(Duration duration) {
    return duration.compareTo(Duration.ofDays(1)) > 0
        ? Duration.ofDays(1).toNanos()
        : duration.toNanos();
  }
}
