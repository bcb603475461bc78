package dev.winnow.runtime.pool;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Tells what a pool does with what was ordered, from its verdicts and from what its workers say.
 *
 * <p>A request waits in its topic until a worker comes to it, and a slow pool may take longer than
 * any limit. Silence has two causes: a lost request, and a pool that answers no request. Only a
 * request that later ones have overtaken, or whose pool is ready and has nothing to do, can have
 * been lost.
 *
 * <p>The state is in memory. After a restart it is built again from new verdicts and reports. Until
 * then, and for as long as a worker may be silent, a pool counts as sampling. Not thread-safe.
 */
public final class PoolActivityTracker {
  /** A pool whose workers hold nothing for this long has nothing to do. */
  private static final Duration IDLE_AFTER = Duration.ofSeconds(15);

  private final Instant startedAt;
  private final PoolConditions conditions;
  private final BiConsumer<String, PoolCondition> onChange;
  private final Map<String, Activity> pools = new HashMap<>();
  private final Map<String, Observed> observed = new HashMap<>();

  /**
   * Latest verdicts of a pool.
   *
   * @param heardAt when it answered last
   * @param orderedAt when the latest round was ordered that it has answered
   */
  private record Activity(long heardAt, long orderedAt) {}

  /** A condition, and when it was first observed. */
  private record Observed(PoolCondition condition, long at) {}

  /**
   * Creates a tracker that has seen no verdict yet.
   *
   * @param conditions what the workers say, kept up to date by the caller
   * @param onChange told of each change of a pool's condition
   * @param now in epoch milliseconds, as all times here
   */
  public PoolActivityTracker(
      PoolConditions conditions, BiConsumer<String, PoolCondition> onChange, long now) {
    this.conditions = conditions;
    this.onChange = onChange;
    this.startedAt = Instant.ofEpochMilli(now);
  }

  /**
   * A verdict has come on a candidate of a round that was ordered at this time; 0 where it is not
   * known which of several orders was answered.
   */
  public void answered(String pool, long orderedAt, long now) {
    pools.merge(
        pool,
        new Activity(now, orderedAt),
        (before, news) -> new Activity(now, Math.max(before.orderedAt(), orderedAt)));
  }

  /** Returns whether the pool has answered a round that was ordered after this time. */
  public boolean hasPassed(String pool, long orderedAt) {
    Activity activity = pools.get(pool);
    return activity != null && activity.orderedAt() > orderedAt;
  }

  /** Returns the condition of the pool; verdicts count as a sign of life whatever workers say. */
  public PoolCondition condition(String pool, long now) {
    return observe(pool, now).condition();
  }

  /** Returns when the pool came into its condition, as observed here. */
  public long since(String pool, long now) {
    return observe(pool, now).at();
  }

  /**
   * Returns whether every worker has been ready and without work for a while, and nothing was
   * answered for longer than a limit, in milliseconds.
   */
  public boolean isIdle(String pool, long now, long limit) {
    Instant time = Instant.ofEpochMilli(now);
    return !hasAnsweredAfter(pool, time.minusMillis(limit))
        && conditions
            .idleSince(pool, time)
            .filter(since -> !since.isAfter(time.minus(IDLE_AFTER)))
            .isPresent();
  }

  private Observed observe(String pool, long now) {
    Observed before = observed.get(pool);
    PoolCondition condition = present(pool, Instant.ofEpochMilli(now));
    if (before != null && !condition.differsFrom(before.condition())) {
      return before;
    }
    Observed after = new Observed(condition, before == null ? startedAt.toEpochMilli() : now);
    observed.put(pool, after);
    if (before != null || !condition.isSampling()) {
      onChange.accept(pool, condition);
    }
    return after;
  }

  private PoolCondition present(String pool, Instant now) {
    PoolCondition said = conditions.of(pool, now);
    if (said.isSampling()) {
      return said;
    }
    Instant from = now.minus(PoolConditions.GONE_AFTER);
    boolean isUnknown =
        said instanceof PoolCondition.NoWorker
            && from.isBefore(startedAt)
            && !said.since().isAfter(startedAt);
    return isUnknown || hasAnsweredAfter(pool, from)
        ? new PoolCondition.Sampling(said.since())
        : said;
  }

  private boolean hasAnsweredAfter(String pool, Instant time) {
    Activity activity = pools.get(pool);
    return activity != null && activity.heardAt() > time.toEpochMilli();
  }
}
