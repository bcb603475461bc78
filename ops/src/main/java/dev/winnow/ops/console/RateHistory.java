package dev.winnow.ops.console;

import dev.winnow.ops.status.StreamStatus.Rates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The rates of the last minutes, one point every {@value #STEP_SECONDS} seconds. Not thread-safe.
 */
final class RateHistory {
  static final int STEP_SECONDS = 5;
  static final int POINTS = 120;

  private final Deque<Point> points = new ArrayDeque<>();

  /**
   * Rates of the minute before a moment, each a second.
   *
   * @param at seconds since the epoch
   */
  record Point(long at, double accepted, double rejected, double undecided, double tokens) {}

  /** Takes the rates of now; those that come less than a step after the last are left out. */
  void add(Instant now, Rates rates) {
    Point last = points.peekLast();
    if (last != null
        && Duration.between(Instant.ofEpochSecond(last.at()), now).toSeconds() < STEP_SECONDS) {
      return;
    }
    if (points.size() == POINTS) {
      points.removeFirst();
    }
    points.addLast(
        new Point(
            now.getEpochSecond(),
            rates.acceptedPerSecond(),
            rates.rejectedPerSecond(),
            rates.undecidedPerSecond(),
            rates.tokensPerSecond()));
  }

  List<Point> points() {
    return List.copyOf(points);
  }
}
