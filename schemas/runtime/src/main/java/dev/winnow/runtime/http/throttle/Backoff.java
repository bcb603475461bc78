package dev.winnow.runtime.http.throttle;

import dev.winnow.runtime.GrowingPause;
import java.time.Duration;
import java.util.Optional;

/**
 * When a server that failed for a temporary reason is asked again.
 *
 * @param attempts how often a request is sent that fails while others succeed, 1 to 100
 * @param first the pause after the first failure; doubled after each further one. More than zero
 * @param longest maximum pause, unless the server asks for more; at least {@code first}
 * @param longestAsked maximum wait that a server may ask for, at least {@code longest}
 */
public record Backoff(int attempts, Duration first, Duration longest, Duration longestAsked) {
  /** 6 attempts; 0.5 s doubled up to 5 s; a server may ask for up to an hour. */
  public static final Backoff DEFAULT =
      new Backoff(6, Duration.ofMillis(500), Duration.ofSeconds(5), Duration.ofHours(1));

  private static final int MAX_ATTEMPTS = 100;

  /** A requested wait is extended by up to this fraction of itself, and at most half a second. */
  private static final int SPREAD = 4;

  private static final Duration MAX_SPREAD = Duration.ofMillis(500);

  public Backoff {
    if (attempts < 1 || attempts > MAX_ATTEMPTS) {
      throw new IllegalArgumentException(
          "attempts: %d, want 1 to %d".formatted(attempts, MAX_ATTEMPTS));
    }
    var unused = new GrowingPause(first, longest);
    if (longestAsked.compareTo(longest) < 0) {
      throw new IllegalArgumentException(
          "longest wait asked for: %s, want at least the longest backoff, %s"
              .formatted(longestAsked, longest));
    }
  }

  /**
   * Returns the pause after a failure.
   *
   * @param failure number of the failure, counted from 1
   * @param random 0 to 1
   */
  public Duration pause(int failure, double random) {
    return new GrowingPause(first, longest).after(failure, random);
  }

  /**
   * Returns the pause after a failure with which the server asked to wait: never shorter than
   * asked, unless that exceeds {@code longestAsked}, and randomly a little longer.
   */
  Duration pause(int failure, Optional<Duration> asked, double random) {
    Optional<Duration> wish = asked.filter(wait -> !wait.isZero() && !wait.isNegative());
    if (wish.isEmpty()) {
      return pause(failure, random);
    }
    Duration wait = isBeyond(wish.get()) ? longestAsked : wish.get();
    Duration spread = wait.dividedBy(SPREAD);
    long most = (spread.compareTo(MAX_SPREAD) < 0 ? spread : MAX_SPREAD).toNanos();
    return wait.plusNanos((long) (most * random));
  }

  /** Returns whether a server asks for more than the maximum. */
  boolean isBeyond(Duration asked) {
    return asked.compareTo(longestAsked) > 0;
  }
}
