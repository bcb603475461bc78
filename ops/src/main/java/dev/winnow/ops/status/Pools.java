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

  private final WorkerRates rates = new WorkerRates();

  Pools(Instant now) {
    this.conditions = new PoolConditions(now);
  }

  /** Takes the latest report of a worker; empty when it has stopped. */
  void put(String key, Optional<WorkerStatus> report, Instant now) {
    if (report.isPresent()) {
      conditions.put(key, report.get(), now);
      pools.put(key, report.get().getPool());
      rates.add(key, report.get());
    } else {
      rates.remove(key);
      conditions.remove(key);
      pools.remove(key);
    }
  }

  /** Returns the workers that are present, by pool, the slowest of each first. */
  List<WorkerView> workers(Instant now) {
    return pools.values().stream()
        .distinct()
        .flatMap(pool -> conditions.workers(pool, now).stream())
        .map(status -> rates.view(status))
        .sorted(
            Comparator.comparing(WorkerView::pool)
                .thenComparing(
                    WorkerView::tokensPerSecond, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(WorkerView::worker))
        .toList();
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
