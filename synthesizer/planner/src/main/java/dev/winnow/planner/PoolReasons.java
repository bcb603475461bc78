package dev.winnow.planner;

import dev.winnow.planner.state.InRound;
import dev.winnow.planner.state.OpenPrompt;
import dev.winnow.planner.state.Resumable;
import dev.winnow.runtime.pool.PoolActivityTracker;
import dev.winnow.runtime.pool.PoolCondition;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Recipe;
import java.time.InstantSource;

/**
 * What a prompt's progress says while its pool answers no requests, or too few, or while the prompt
 * waits for scores alone.
 */
final class PoolReasons {
  private static final String AWAITING_SCORES = "AWAITING_SCORES";

  private final PoolActivityTracker activity;
  private final InstantSource clock;

  PoolReasons(PoolActivityTracker activity, InstantSource clock) {
    this.activity = activity;
    this.clock = clock;
  }

  /** Returns the prompt as it is when its progress says what it waits for now. */
  Resumable told(Recipe recipe, Resumable prompt) {
    return prompt.telling(number(recipe, prompt));
  }

  /** Returns whether the progress of the prompt says something else than what holds now. */
  boolean isNews(Recipe recipe, Resumable prompt) {
    return prompt.account().reminder().told() != number(recipe, prompt);
  }

  /** Adds what the prompt waits for, if that is more than its candidates. */
  Progress.Builder explain(Recipe recipe, OpenPrompt prompt, Progress.Builder progress) {
    if (prompt instanceof InRound inRound && inRound.isSampled()) {
      return progress
          .setReasonCode(AWAITING_SCORES)
          .setReason(
              "%d candidates wait for their scores; look at the workers of the scorers' pools"
                  .formatted(inRound.awaitingScores()));
    }
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

  /** Returns the number of a reason: equal for equal reasons, 0 for none. */
  private int number(Recipe recipe, Resumable prompt) {
    if (prompt instanceof InRound inRound && inRound.isSampled()) {
      return number(AWAITING_SCORES);
    }
    PoolCondition condition = condition(recipe);
    return condition.isSampling() ? 0 : number(condition.code() + ' ' + condition.reasonCode());
  }

  private static int number(String reason) {
    return 1 + (reason.hashCode() & 0x3fffffff);
  }
}
