package dev.winnow.ops.status;

import dev.winnow.ops.status.StreamStatus.PoolStatus;
import dev.winnow.runtime.pool.PoolCondition;
import dev.winnow.runtime.pool.PoolConditions;
import dev.winnow.schemas.WorkerStatus;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pools, as their workers report them. Not thread-safe. */
final class Pools {
  private final PoolConditions conditions;

  /** The pool of each worker that has reported and not stopped. */
  private final Map<String, String> pools = new HashMap<>();

  Pools(Instant now) {
    this.conditions = new PoolConditions(now);
  }

  /** Takes the latest report of a worker; empty when it has stopped. */
  void put(String key, Optional<WorkerStatus> report, Instant now) {
    if (report.isPresent()) {
      conditions.put(key, report.get(), now);
      pools.put(key, report.get().getPool());
    } else {
      conditions.remove(key);
      pools.remove(key);
    }
  }

  List<PoolStatus> statuses(Instant now) {
    return pools.values().stream()
        .distinct()
        .sorted(Comparator.naturalOrder())
        .map(pool -> status(pool, now))
        .toList();
  }

  private PoolStatus status(String pool, Instant now) {
    PoolCondition condition = conditions.of(pool, now);
    List<WorkerStatus> present = conditions.workers(pool, now);
    return new PoolStatus(
        pool,
        condition.code(),
        condition.describe(pool, ZoneId.systemDefault(), now),
        present.size(),
        present.stream().mapToLong(WorkerStatus::getHeld).sum());
  }
}
