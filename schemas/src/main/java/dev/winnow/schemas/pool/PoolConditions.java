package dev.winnow.schemas.pool;

import dev.winnow.schemas.WorkerState;
import dev.winnow.schemas.WorkerStatus;
import dev.winnow.schemas.pool.PoolCondition.Blocked;
import dev.winnow.schemas.pool.PoolCondition.NoWorker;
import dev.winnow.schemas.pool.PoolCondition.Ready;
import dev.winnow.schemas.pool.PoolCondition.Throttled;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The conditions of all pools, by the latest report of each worker.
 *
 * <ol>
 *   <li>A worker that has not reported for {@link #GONE_AFTER} counts as gone, whatever it said.
 *   <li>A pool with a ready worker is ready: the others hold up their own requests only.
 *   <li>Otherwise the pool is throttled if a worker is, blocked if all are, or has no worker.
 * </ol>
 *
 * Records may come from anybody, so the number of workers that are remembered is bounded: the one
 * that reported longest ago is forgotten first. Not thread-safe.
 */
public final class PoolConditions {
  /** Workers report every 5 seconds. */
  public static final Duration GONE_AFTER = Duration.ofSeconds(15);

  private static final int MAX_WORKERS = 10_000;

  private final Instant listeningSince;
  private final Map<String, WorkerStatus> workers = new LinkedHashMap<>();
  private final Map<String, Instant> lastHeardOf = new HashMap<>();

  /**
   * @param listeningSince before then a pool's silence means nothing
   */
  public PoolConditions(Instant listeningSince) {
    this.listeningSince = listeningSince;
  }

  /** Takes the report with this key, {@code pool/worker}. */
  public void put(String key, WorkerStatus status) {
    workers.remove(key);
    workers.put(key, status);
    lastHeardOf.merge(status.getPool(), status.getReportedAt(), PoolConditions::later);
    if (workers.size() > MAX_WORKERS) {
      workers.remove(workers.keySet().iterator().next());
    }
    if (lastHeardOf.size() > MAX_WORKERS) {
      lastHeardOf.keySet().retainAll(workers.values().stream().map(WorkerStatus::getPool).toList());
    }
  }

  /** The worker with this key has stopped. */
  public void remove(String key) {
    workers.remove(key);
  }

  /** How this pool fares now. */
  public PoolCondition of(String pool, Instant now) {
    return of(
        pool,
        workers.values().stream()
            .filter(status -> status.getPool().equals(pool) && !isGone(status, now))
            .toList());
  }

  private PoolCondition of(String pool, Collection<WorkerStatus> present) {
    if (present.stream().anyMatch(status -> status.getState() == WorkerState.READY)) {
      return new Ready(pool, present.stream().mapToInt(WorkerStatus::getHeld).sum());
    }
    Optional<WorkerStatus> throttled = first(present, WorkerState.THROTTLED);
    Optional<WorkerStatus> blocked = first(present, WorkerState.BLOCKED);
    return throttled
        .<PoolCondition>map(status -> new Throttled(pool, reason(status), status.getSince()))
        .or(() -> blocked.map(status -> new Blocked(pool, reason(status), status.getSince())))
        .orElseGet(() -> new NoWorker(pool, lastHeardOf.getOrDefault(pool, listeningSince)));
  }

  /** Of several in a state, the one that entered it first: since then the pool has been so. */
  private static Optional<WorkerStatus> first(Collection<WorkerStatus> present, WorkerState state) {
    return present.stream()
        .filter(status -> status.getState() == state)
        .min(Comparator.comparing(WorkerStatus::getSince));
  }

  private static String reason(WorkerStatus status) {
    return status.getReason().or(status::getReasonCode).orElse("it does not say why");
  }

  private static boolean isGone(WorkerStatus status, Instant now) {
    return status.getReportedAt().plus(GONE_AFTER).isBefore(now);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** Names of the pools that workers have been heard of. */
  public List<String> pools() {
    return List.copyOf(lastHeardOf.keySet());
  }
}
