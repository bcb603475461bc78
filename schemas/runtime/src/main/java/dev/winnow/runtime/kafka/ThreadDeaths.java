package dev.winnow.runtime.kafka;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Counts the deaths of a stage's threads within a window: over the life of a process, which may be
 * months, a few each week are none too many. Thread-safe.
 */
final class ThreadDeaths {
  /** Deaths within the window that a stage survives. */
  static final int MOST = 20;

  static final Duration WINDOW = Duration.ofMinutes(10);

  private final InstantSource clock;
  private final Deque<Long> times = new ArrayDeque<>();

  ThreadDeaths(InstantSource clock) {
    this.clock = clock;
  }

  /** Counts one more; true if they are more than a stage survives. */
  synchronized boolean areTooMany() {
    long now = clock.millis();
    times.addLast(now);
    while (now - times.getFirst() > WINDOW.toMillis()) {
      times.removeFirst();
    }
    return times.size() > MOST;
  }
}
