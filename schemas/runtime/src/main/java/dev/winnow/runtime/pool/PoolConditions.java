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
 * Tells the condition of pools from the status records of their workers.
 *
 * <p>Whether a worker is still there is told by the observer's own clock: by when a report that
 * differs from the one before was seen, not by the time in it, since the clocks of two machines
 * differ. Bounded: at most {@value #MAX_WORKERS} workers are kept, and those that are gone are
 * dropped. Not thread-safe.
 */
public final class PoolConditions {
  /** A worker that was not heard of for this long counts as gone. */
  public static final Duration GONE_AFTER = Duration.ofSeconds(15);

  /** So long after its last report a worker is still known, so that the next one is seen as new. */
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

  private static final int MAX_WORKERS = 10_000;
  private static final int MAX_REASON_CHARS = 300;

  private final Instant startedAt;
  private final Map<String, Heard> workers = new HashMap<>();
  private final Map<String, Instant> lastHeard = new HashMap<>();

  /**
   * The latest report of a worker.
   *
   * @param at when it was made, as far as is known
   * @param seenAt when it was seen
   * @param idleSince since when the worker has been ready and held nothing
   */
  private record Heard(
      WorkerStatus status, Instant at, Instant seenAt, Optional<Instant> idleSince) {
    boolean isLive(Instant now) {
      return at.plus(GONE_AFTER).isAfter(now);
    }
  }

  /**
   * Of no worker yet.
   *
   * @param now a pool without a worker is so since then
   */
  public PoolConditions(Instant now) {
    this.startedAt = now;
  }

  /**
   * Takes in what a worker said, which may be what is known already.
   *
   * @param key of the record
   */
  public void put(String key, WorkerStatus status, Instant now) {
    Heard before = workers.get(key);
    if (before != null && before.status().equals(status)) {
      return;
    }
    Instant said = status.getReportedAt();
    Instant at = before == null && said.isBefore(now) ? said : now;
    Optional<Instant> idleSince =
        isIdle(status)
            ? Optional.of(before == null ? now : before.idleSince().orElse(now))
            : Optional.empty();
    Heard heard = new Heard(status, at, now, idleSince);
    if (before != null || workers.size() < MAX_WORKERS) {
      workers.put(key, heard);
      boolean isKept = lastHeard.size() < MAX_WORKERS || lastHeard.containsKey(status.getPool());
      if (heard.isLive(now) && isKept) {
        lastHeard.put(status.getPool(), at);
      }
    }
  }

  /** Forgets a worker that has stopped. */
  public void remove(String key) {
    workers.remove(key);
  }

  /** Forgets the workers that were not heard of for long. */
  public void dropGone(Instant now) {
    workers.values().removeIf(heard -> !heard.seenAt().plus(FORGOTTEN_AFTER).isAfter(now));
  }

  /** Pools that have, or had, a worker. */
  public Collection<String> pools() {
    return List.copyOf(lastHeard.keySet());
  }

  /** The condition of a pool. */
  public PoolCondition of(String pool, Instant now) {
    List<WorkerStatus> live =
        live(pool, now).stream()
            .map(Heard::status)
            .sorted(Comparator.comparing(WorkerStatus::getSince))
            .toList();
    if (live.isEmpty()) {
      return new NoWorker(lastHeard.getOrDefault(pool, startedAt));
    }
    return first(live, WorkerState.READY)
        .<PoolCondition>map(ready -> new Sampling(ready.getSince()))
        .or(() -> first(live, WorkerState.THROTTLED).map(PoolConditions::throttled))
        .orElseGet(() -> blocked(live.getFirst()));
  }

  /**
   * Since when every worker of a pool has been ready and held nothing; empty when one holds
   * something or cannot sample, or there is none.
   */
  public Optional<Instant> idleSince(String pool, Instant now) {
    List<Heard> live = live(pool, now);
    return live.stream().anyMatch(heard -> heard.idleSince().isEmpty())
        ? Optional.empty()
        : live.stream().flatMap(heard -> heard.idleSince().stream()).max(Instant::compareTo);
  }

  private List<Heard> live(String pool, Instant now) {
    return workers.values().stream()
        .filter(heard -> heard.status().getPool().equals(pool) && heard.isLive(now))
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

  /** A worker's words come from elsewhere: one line of bounded length. */
  private static String cut(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ");
    if (line.length() <= MAX_REASON_CHARS) {
      return line;
    }
    boolean isHalf = Character.isHighSurrogate(line.charAt(MAX_REASON_CHARS - 1));
    return line.substring(0, isHalf ? MAX_REASON_CHARS - 1 : MAX_REASON_CHARS) + "…";
  }
}
