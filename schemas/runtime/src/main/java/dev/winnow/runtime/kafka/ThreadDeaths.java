package dev.winnow.runtime.kafka;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Counts the deaths of a stage's threads within a window. A process may run for months, so a few
 * deaths each week are acceptable. Thread-safe.
 */
public final class ThreadDeaths {
  /** Maximum number of deaths within the window. */
  public static final int MAX = 20;

  static final Duration WINDOW = Duration.ofMinutes(10);

  private final InstantSource clock;
  private final Deque<Long> times = new ArrayDeque<>();

  public ThreadDeaths(InstantSource clock) {
    this.clock = clock;
  }

  /** Counts a death; returns the number within the window, this one included. */
  public synchronized int add() {
    long now = clock.millis();
    times.addLast(now);
    while (now - times.getFirst() > WINDOW.toMillis()) {
      times.removeFirst();
    }
    return times.size();
  }
}
