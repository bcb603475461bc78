package dev.winnow.runtime.pool;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Selects the conditions of pools that are worth a message: each reason once until the pool samples
 * again, even if reasons alternate, and then the recovery. Bounded: beyond {@value #MAX_REASONS}
 * reasons of a pool, and {@value #MAX_POOLS} pools that do not sample, there are no further
 * messages. Thread-safe.
 */
public final class PoolNews {
  static final int MAX_POOLS = 10_000;
  static final int MAX_REASONS = 20;

  private final Map<String, Set<String>> reportedByPool = new HashMap<>();

  /** Returns whether this condition is new; it is not new from now on. */
  public synchronized boolean isNews(String pool, PoolCondition condition) {
    if (condition.isSampling()) {
      return reportedByPool.remove(pool) != null;
    }
    if (!reportedByPool.containsKey(pool) && reportedByPool.size() >= MAX_POOLS) {
      return false;
    }
    Set<String> reported = reportedByPool.computeIfAbsent(pool, first -> new HashSet<>());
    return reported.size() < MAX_REASONS
        && reported.add(condition.code() + ' ' + condition.reasonCode());
  }
}
