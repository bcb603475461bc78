package dev.winnow.synthesizer.planner;

import dev.winnow.schemas.pool.PoolCondition;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs each change of a pool's condition once, though every partition's planner observes it.
 * Thread-safe.
 */
final class PoolLog {
  private static final Logger LOG = LoggerFactory.getLogger(PoolLog.class);

  private final Map<String, PoolCondition> said = new ConcurrentHashMap<>();

  void onChange(String pool, PoolCondition condition) {
    PoolCondition before = said.put(pool, condition);
    if (before == null ? condition.isSampling() : !condition.differsFrom(before)) {
      return;
    }
    if (condition.isSampling()) {
      LOG.info("pool={} is sampling again", pool);
    } else {
      LOG.warn("pool={} code={}: {}", pool, condition.code(), condition.describe(pool));
    }
  }
}
