package dev.winnow.runtime.pool;

import dev.winnow.runtime.pool.PoolCondition.Blocked;
import dev.winnow.runtime.pool.PoolCondition.NoWorker;
import dev.winnow.runtime.pool.PoolCondition.Sampling;
import dev.winnow.runtime.pool.PoolCondition.Throttled;
import dev.winnow.schemas.WorkerState;
import dev.winnow.schemas.WorkerStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Derives the condition of pools from the status records of their workers.
 *
 * <p>A worker is present if a changed report was seen recently on the observer's clock. The time in
 * the report is not used for this, since the clocks of two machines differ. Bounded: at most
 * {@value #MAX_WORKERS} workers are kept, and absent workers are removed. Not thread-safe.
 */
public final class PoolConditions {
  /** A worker without a report for this long counts as gone. */
  public static final Duration GONE_AFTER = Duration.ofSeconds(15);

  /**
   * A worker is remembered for this long after its last report, so that a later one is recognised
   * as new.
   */
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

  private static final int MAX_WORKERS = 10_000;
  private static final int MAX_REASON_CHARS = 300;

  private final Instant startedAt;
  private final Map<String, Report> workers = new HashMap<>();
  private final Map<String, Instant> lastHeard = new HashMap<>();

  /**
   * The latest report of a worker.
   *
   * @param at when it was made, as far as known
   * @param seenAt when it was seen
   * @param idleSince since when the worker has been ready and without requests
   */
  private record Report(
      WorkerStatus status, Instant at, Instant seenAt, Optional<Instant> idleSince) {
    boolean isLive(Instant now) {
      return at.plus(GONE_AFTER).isAfter(now);
    }
  }

  /**
   * Creates one without workers.
   *
   * @param now time from which on pools have no worker
   */
  public PoolConditions(Instant now) {
    this.startedAt = now;
  }

  /**
   * Records the report of a worker, which may be one that is already known.
   *
   * @param key key of the record
   */
  public void put(String key, WorkerStatus status, Instant now) {
    Report before = workers.get(key);
    if (before != null && before.status().equals(status)) {
      return;
    }
    Instant reportedAt = status.getReportedAt();
    Instant at = before == null && reportedAt.isBefore(now) ? reportedAt : now;
    Optional<Instant> idleSince =
        isIdle(status)
            ? Optional.of(before == null ? now : before.idleSince().orElse(now))
            : Optional.empty();
    Report report = new Report(status, at, now, idleSince);
    if (before != null || workers.size() < MAX_WORKERS) {
      workers.put(key, report);
      boolean isKept = lastHeard.size() < MAX_WORKERS || lastHeard.containsKey(status.getPool());
      if (report.isLive(now) && isKept) {
        lastHeard.put(status.getPool(), at);
      }
    }
  }

  /** Removes a worker that has stopped. */
  public void remove(String key) {
    workers.remove(key);
  }

  /** Removes the workers whose last report is too old. */
  public void dropGone(Instant now) {
    workers.values().removeIf(report -> !report.seenAt().plus(FORGOTTEN_AFTER).isAfter(now));
  }

  /** Returns the pools that have, or had, a worker. */
  public Collection<String> pools() {
    return List.copyOf(lastHeard.keySet());
  }

  /** Returns the condition of a pool. */
  public PoolCondition of(String pool, Instant now) {
    List<WorkerStatus> live =
        workers(pool, now).stream().sorted(Comparator.comparing(WorkerStatus::getSince)).toList();
    if (live.isEmpty()) {
      return new NoWorker(lastHeard.getOrDefault(pool, startedAt));
    }
    return first(live, WorkerState.READY)
        .<PoolCondition>map(ready -> new Sampling(ready.getSince()))
        .or(() -> first(live, WorkerState.THROTTLED).map(PoolConditions::throttled))
        .orElseGet(() -> blocked(live.getFirst()));
  }

  /** Returns the latest reports of the workers of a pool that are present. */
  public List<WorkerStatus> workers(String pool, Instant now) {
    return live(pool, now).stream().map(Report::status).toList();
  }

  /**
   * Returns since when every worker of a pool has been ready and without requests; empty when one
   * holds a request or cannot sample, or there is none.
   */
  public Optional<Instant> idleSince(String pool, Instant now) {
    List<Report> live = live(pool, now);
    return live.stream().anyMatch(report -> report.idleSince().isEmpty())
        ? Optional.empty()
        : live.stream().flatMap(report -> report.idleSince().stream()).max(Instant::compareTo);
  }

  private List<Report> live(String pool, Instant now) {
    return workers.values().stream()
        .filter(report -> report.status().getPool().equals(pool) && report.isLive(now))
        .toList();
  }

  private static boolean isIdle(WorkerStatus status) {
    return status.getState() == WorkerState.READY && status.getHeld() <= 0;
  }

  private static Optional<WorkerStatus> first(List<WorkerStatus> live, WorkerState state) {
    return live.stream().filter(status -> status.getState() == state).findFirst();
  }

  private static PoolCondition throttled(WorkerStatus status) {
    return new Throttled(
        code(status), reason(status, "its server is throttled"), status.getSince());
  }

  private static PoolCondition blocked(WorkerStatus status) {
    return new Blocked(code(status), reason(status, "its server is blocked"), status.getSince());
  }

  private static String code(WorkerStatus status) {
    return cut(status.getReasonCode().orElse(""));
  }

  private static String reason(WorkerStatus status, String fallback) {
    String reason = status.getReason().orElse("").strip();
    return reason.isEmpty() ? fallback : cut(reason);
  }

  /** A worker's text is untrusted: it is reduced to one line of bounded length. */
  private static String cut(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ");
    if (line.length() <= MAX_REASON_CHARS) {
      return line;
    }
    boolean isHalf = Character.isHighSurrogate(line.charAt(MAX_REASON_CHARS - 1));
    return line.substring(0, isHalf ? MAX_REASON_CHARS - 1 : MAX_REASON_CHARS) + "…";
  }
}
