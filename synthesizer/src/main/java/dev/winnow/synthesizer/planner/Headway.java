package dev.winnow.synthesizer.planner;

import java.util.HashMap;
import java.util.Map;

/**
 * How far each pool has come with what was ordered, as its verdicts tell. Trials wait in their
 * topic until a worker comes to them, and a slow pool may take longer than any limit: only a trial
 * that later ones have overtaken, or whose pool does not answer at all, can have been lost.
 *
 * <p>In memory: after a restart a pool counts as answering for as long as it was silent before,
 * which is harmless, and the next verdicts tell again how far it is. Not thread-safe.
 */
final class Headway {
  private final long since;
  private final Map<String, Pulse> pools = new HashMap<>();

  /**
   * Latest news of a pool.
   *
   * @param heardAt when it answered last
   * @param orderedAt when the latest round was ordered that it has answered
   */
  private record Pulse(long heardAt, long orderedAt) {}

  /**
   * @param now in epoch milliseconds, as all times here
   */
  Headway(long now) {
    this.since = now;
  }

  /** A verdict has come on a candidate of a round that was ordered at this time. */
  void answered(String pool, long orderedAt, long now) {
    pools.merge(
        pool,
        new Pulse(now, orderedAt),
        (before, news) -> new Pulse(now, Math.max(before.orderedAt(), orderedAt)));
  }

  /** Whether the pool has answered after this time. */
  boolean isAnswering(String pool, long after) {
    Pulse pulse = pools.get(pool);
    return (pulse == null ? since : pulse.heardAt()) > after;
  }

  /** Whether the pool has answered a round that was ordered after this time. */
  boolean hasPassed(String pool, long orderedAt) {
    Pulse pulse = pools.get(pool);
    return pulse != null && pulse.orderedAt() > orderedAt;
  }
}
