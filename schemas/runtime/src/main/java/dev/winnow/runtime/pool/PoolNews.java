package dev.winnow.runtime.pool;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Tells which conditions of pools are worth a message: each reason of a pool once until the pool
 * samples again, even where reasons alternate, and then that it does. Bounded: of a pool with more
 * than {@value #MAX_REASONS} reasons, and of more than {@value #MAX_POOLS} pools that do not
 * sample, nothing more is said. Thread-safe.
 */
public final class PoolNews {
  static final int MAX_POOLS = 10_000;
  static final int MAX_REASONS = 20;

  private final Map<String, Set<String>> saidByPool = new HashMap<>();

  /** Whether this was not said yet; it counts as said from now on. */
  public synchronized boolean isNews(String pool, PoolCondition condition) {
    if (condition.isSampling()) {
      return saidByPool.remove(pool) != null;
    }
    if (!saidByPool.containsKey(pool) && saidByPool.size() >= MAX_POOLS) {
      return false;
    }
    Set<String> said = saidByPool.computeIfAbsent(pool, first -> new HashSet<>());
    return said.size() < MAX_REASONS && said.add(condition.code() + ' ' + condition.reasonCode());
  }
}
