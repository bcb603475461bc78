package dev.winnow.ops.status;

import dev.winnow.schemas.WorkerCounts;
import dev.winnow.schemas.WorkerStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What each worker did in the last minute, by the clock of its own reports. At most {@value
 * #MAX_WORKERS} workers have rates. Not thread-safe.
 */
final class WorkerRates {
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int MAX_WORKERS = 10_000;

  private final Map<String, Deque<WorkerStatus>> reports = new HashMap<>();

  /** Takes a report. */
  void add(String key, WorkerStatus report) {
    if (report.getCounts().isEmpty()
        || (reports.size() >= MAX_WORKERS && !reports.containsKey(key))) {
      return;
    }
    Deque<WorkerStatus> recent = reports.computeIfAbsent(key, fresh -> new ArrayDeque<>());
    Instant from = report.getReportedAt().minus(WINDOW);
    recent.removeIf(old -> old.getReportedAt().isBefore(from));
    recent.addLast(report);
  }

  /** Forgets a worker that has stopped. */
  void remove(String key) {
    reports.remove(key);
  }

  /** Returns a worker with its rates. */
  WorkerView view(WorkerStatus status) {
    Deque<WorkerStatus> recent =
        reports.getOrDefault(status.getPool() + '/' + status.getWorker(), new ArrayDeque<>());
    Optional<WorkerCounts> counts = status.getCounts();
    return new WorkerView(
        status.getPool(),
        status.getWorker(),
        status.getModel(),
        status.getState().name(),
        status.getReasonCode().orElse(null),
        status.getReason().orElse(null),
        status.getSince().toString(),
        status.getReportedAt().toString(),
        status.getHeld(),
        rate(recent, Count.REQUESTS),
        rate(recent, Count.TOKENS),
        counts.map(WorkerCounts::getRequests).orElse(null),
        counts.map(WorkerCounts::getTokens).orElse(null),
        counts.map(WorkerCounts::getRedeliveries).orElse(null),
        counts.map(WorkerCounts::getLockRenewals).orElse(null),
        counts.map(WorkerCounts::getLocksLost).orElse(null),
        finite(status.getFill()),
        status.getNextRequestAt().map(Instant::toString).orElse(null),
        finite(status.getOutputPrice()),
        finite(status.getCost()));
  }

  /** A report may say anything: JSON has no infinite number. */
  private static @Nullable Double finite(Optional<Double> reported) {
    return reported.filter(Double::isFinite).orElse(null);
  }

  private enum Count {
    REQUESTS,
    TOKENS;

    long of(WorkerStatus status) {
      WorkerCounts counts = status.getCounts().orElseThrow();
      return this == REQUESTS ? counts.getRequests() : counts.getTokens();
    }
  }

  private static @Nullable Double rate(Deque<WorkerStatus> recent, Count count) {
    if (recent.size() < 2) {
      return null;
    }
    WorkerStatus first = recent.getFirst();
    WorkerStatus last = recent.getLast();
    double seconds = Duration.between(first.getReportedAt(), last.getReportedAt()).toMillis() / 1e3;
    return seconds <= 0 ? null : Math.max(0, count.of(last) - count.of(first)) / seconds;
  }
}
