package dev.winnow.planner;

import dev.winnow.planner.state.ActivePrompt;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.SamplingRequest;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Orders requests again that are lost, and declares failed what stays lost.
 *
 * <ol>
 *   <li>While the pool answers nobody, or its server throttles it, nothing is lost: wait, and say
 *       on the prompt's progress why. No attempt is spent.
 *   <li>While the pool answers, but only rounds that were ordered earlier, it has not come to this
 *       one: wait. To order it again would make the pool's queue longer still.
 *   <li>When the pool has answered later rounds, this one was overtaken. It may be in work: wait
 *       once more, then order again what is missing.
 *   <li>When the pool's workers are ready and have had nothing to do for a while, the request is
 *       lost: order again what is missing.
 *   <li>After too many times declare it failed, by candidates of our own that the verifier will
 *       find undecided.
 * </ol>
 */
final class SilentRequests {
  private static final Logger LOG = LoggerFactory.getLogger(SilentRequests.class);

  private final PromptStateStore lives;
  private final PendingPromptStore prompts;
  private final Recipes recipes;
  private final Rounds rounds;
  private final PoolActivityTracker activity;
  private final PlannerOutput output;
  private final InstantSource clock;

  SilentRequests(
      PromptStateStore lives,
      PendingPromptStore prompts,
      Recipes recipes,
      Rounds rounds,
      PoolActivityTracker activity,
      PlannerOutput output,
      InstantSource clock) {
    this.lives = lives;
    this.prompts = prompts;
    this.recipes = recipes;
    this.rounds = rounds;
    this.activity = activity;
    this.output = output;
    this.clock = clock;
  }

  /** Looks at a prompt whose deadline has come. */
  void look(String promptId, ActivePrompt sampling) {
    Optional<Recipe> recipe = recipes.find(sampling.recipe());
    if (recipe.isEmpty()) {
      rounds.fail(prompts.prompt(promptId), "", sampling, EndReason.RECIPE_DELETED);
      return;
    }
    ActivePrompt told = rounds.tell(promptId, recipe.get(), sampling);
    long now = clock.millis();
    if (sampling.isRoundIn()) {
      long pause = Looks.waiting(recipe.get().getReissueAfterMs());
      lives.putUntil(now + pause, promptId, told);
    } else {
      lookAtSilence(promptId, recipe.get(), told, now);
    }
  }

  private void lookAtSilence(String promptId, Recipe recipe, ActivePrompt sampling, long now) {
    String pool = recipe.getPool();
    long limit = recipe.getReissueAfterMs();
    boolean isSampling = activity.condition(pool, now).isSampling();
    long heardAt = sampling.round().heardAt();
    long quietFrom = Math.max(heardAt, activity.since(pool, now));
    boolean hasPassed = activity.hasPassed(pool, sampling.round().orderedAt());
    long pause = Looks.onOrder(now - heardAt, limit);
    if (!isSampling) {
      lives.putUntil(now + pause, promptId, sampling);
    } else if (now - quietFrom < limit) {
      lives.putUntil(Math.min(quietFrom + limit, now + pause), promptId, sampling);
    } else if (hasPassed && !sampling.round().overtaken()) {
      lives.putUntil(now + limit, promptId, sampling.overtaken());
    } else if (hasPassed || activity.isIdle(pool, now, limit)) {
      orderAgain(prompts.prompt(promptId), recipe, sampling.orderAgain(now), now + limit);
    } else {
      lives.putUntil(now + pause, promptId, sampling);
    }
  }

  private void orderAgain(Prompt prompt, Recipe recipe, ActivePrompt again, long lookAgainAt) {
    lives.putUntil(lookAgainAt, prompt.getId(), again);
    if (again.round().attempt() <= recipe.getMaxReissues()) {
      LOG.warn(
          "prompt={} round={} attempt={} was lost, ordered again",
          prompt.getId(),
          again.round().number(),
          again.round().attempt());
      rounds.issue(prompt, recipe, again);
    } else {
      failMissing(prompt, recipe, again);
    }
  }

  /** The verifier drops those of them whose real candidate arrives first after all. */
  private void failMissing(Prompt prompt, Recipe recipe, ActivePrompt life) {
    LOG.warn(
        "prompt={} round={} its missing candidates are declared failed",
        prompt.getId(),
        life.round().number());
    String failure =
        "no verdict after the request was issued %d times".formatted(life.round().attempt());
    for (SamplingRequest samplingRequest :
        SamplingRequests.of(prompt, recipe, life, clock.instant())) {
      FailedCandidates.of(samplingRequest, failure).forEach(output::fail);
    }
  }
}
