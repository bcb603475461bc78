package dev.winnow.planner;

import dev.winnow.planner.state.Resumable;
import dev.winnow.runtime.pool.PoolCondition;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Recipe;
import java.time.InstantSource;

/** What a prompt's progress says while its pool answers nobody, or too few. */
final class PoolReasons {
  private final PoolActivityTracker activity;
  private final InstantSource clock;

  PoolReasons(PoolActivityTracker activity, InstantSource clock) {
    this.activity = activity;
    this.clock = clock;
  }

  /** The prompt as it is when its progress says what its pool's condition is now. */
  Resumable told(Recipe recipe, Resumable prompt) {
    return prompt.telling(number(condition(recipe)));
  }

  /** Whether the progress of the prompt says something else than what holds now. */
  boolean isNews(Recipe recipe, Resumable prompt) {
    return prompt.account().reminder().told() != number(condition(recipe));
  }

  /** Adds the reason, where the pool is not sampling. */
  Progress.Builder explain(Recipe recipe, Progress.Builder progress) {
    PoolCondition condition = condition(recipe);
    return condition.isSampling()
        ? progress
        : progress
            .setReasonCode(condition.code())
            .setReason(condition.describe(recipe.getPool(), clock.instant()));
  }

  private PoolCondition condition(Recipe recipe) {
    return activity.condition(recipe.getPool(), clock.millis());
  }

  /** The same for equal conditions, 0 for a pool that samples, positive for others. */
  private static int number(PoolCondition condition) {
    return condition.isSampling()
        ? 0
        : 1 + ((condition.code() + ' ' + condition.reasonCode()).hashCode() & 0x3fffffff);
  }
}
