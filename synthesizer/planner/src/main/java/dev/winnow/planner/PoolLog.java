package dev.winnow.planner;

import dev.winnow.runtime.pool.PoolCondition;
import dev.winnow.runtime.pool.PoolNews;
import java.time.Instant;
import java.time.ZoneId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs each reason for which a pool does not sample once until it does, though every partition's
 * planner observes it. Thread-safe.
 */
final class PoolLog {
  private static final Logger LOG = LoggerFactory.getLogger(PoolLog.class);

  private final PoolNews news = new PoolNews();

  void onChange(String pool, PoolCondition condition) {
    if (!news.isNews(pool, condition)) {
      return;
    }
    if (condition.isSampling()) {
      LOG.info("pool={} is sampling again", pool);
    } else {
      // The log's own times are of this zone too.
      String words = condition.describe(pool, ZoneId.systemDefault(), Instant.now());
      LOG.warn("pool={} code={}: {}", pool, condition.code(), words);
    }
  }
}
