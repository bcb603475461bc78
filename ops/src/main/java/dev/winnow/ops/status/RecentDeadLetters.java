package dev.winnow.ops.status;

import dev.winnow.schemas.DeadLetter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/** The dead letters of the last hour, of which at most {@value #MAX} are kept. Not thread-safe. */
final class RecentDeadLetters {
  static final Duration WINDOW = Duration.ofHours(1);

  private static final int MAX = 100_000;

  private final Deque<Letter> recent = new ArrayDeque<>();

  private record Letter(Instant at, String reason) {}

  void add(DeadLetter letter) {
    if (recent.size() == MAX) {
      recent.removeFirst();
    }
    recent.addLast(new Letter(letter.getFailedAt(), letter.getReason()));
  }

  Map<String, Long> byReason(Instant now) {
    Instant from = now.minus(WINDOW);
    Map<String, Long> counts = new TreeMap<>();
    recent.removeIf(letter -> letter.at().isBefore(from));
    recent.forEach(letter -> counts.merge(letter.reason(), 1L, Long::sum));
    return counts;
  }
}
