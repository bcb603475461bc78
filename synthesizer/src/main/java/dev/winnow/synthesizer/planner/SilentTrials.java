package dev.winnow.synthesizer.planner;

import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.Trial;
import dev.winnow.synthesizer.planner.life.Sampling;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Orders trials again that have had no verdict for longer than their recipe's limit, and declares
 * failed what stays silent.
 *
 * <ol>
 *   <li>While the pool answers, but only rounds that were ordered earlier, it has not come to this
 *       one: wait. To order it again would make the pool's queue longer still.
 *   <li>When the pool has answered later rounds, this one was overtaken. It may be in work: wait
 *       once more.
 *   <li>When it is silent still, or its pool is silent altogether, order again what is missing;
 *       after too many times declare it failed, by candidates of our own that the verifier will
 *       find undecided.
 * </ol>
 */
final class SilentTrials {
  private static final Logger LOG = LoggerFactory.getLogger(SilentTrials.class);

  private final Lives lives;
  private final LivePrompts prompts;
  private final Recipes recipes;
  private final Rounds rounds;
  private final Headway headway;
  private final PlannerOutput output;
  private final InstantSource clock;

  SilentTrials(
      Lives lives,
      LivePrompts prompts,
      Recipes recipes,
      Rounds rounds,
      Headway headway,
      PlannerOutput output,
      InstantSource clock) {
    this.lives = lives;
    this.prompts = prompts;
    this.recipes = recipes;
    this.rounds = rounds;
    this.headway = headway;
    this.output = output;
    this.clock = clock;
  }

  /** Looks at a prompt whose deadline has come. */
  void look(String promptId, Sampling sampling) {
    Optional<Recipe> recipe = recipes.find(sampling.recipe());
    if (recipe.isEmpty()) {
      rounds.fail(prompts.prompt(promptId), "", sampling, Rounds.RECIPE_DELETED);
      return;
    }
    long limit = recipe.get().getReissueAfterMs();
    long now = clock.millis();
    long heardAt = sampling.isRoundIn() ? now : sampling.round().heardAt();
    boolean answering = headway.isAnswering(recipe.get().getPool(), now - limit);
    if (now - heardAt < limit) {
      lives.putUntil(heardAt + limit, promptId, sampling);
    } else if (answering
        && !headway.hasPassed(recipe.get().getPool(), sampling.round().orderedAt())) {
      lives.putUntil(now + limit, promptId, sampling);
    } else if (answering && !sampling.round().overtaken()) {
      lives.putUntil(now + limit, promptId, sampling.overtaken());
    } else {
      orderAgain(prompts.prompt(promptId), recipe.get(), sampling.orderAgain(now), now + limit);
    }
  }

  private void orderAgain(Prompt prompt, Recipe recipe, Sampling again, long lookAgainAt) {
    lives.putUntil(lookAgainAt, prompt.getId(), again);
    if (again.round().attempt() <= recipe.getMaxReissues()) {
      LOG.warn(
          "prompt={} round={} attempt={} has been silent, ordered again",
          prompt.getId(),
          again.round().number(),
          again.round().attempt());
      rounds.issue(prompt, recipe, again);
    } else {
      failMissing(prompt, recipe, again);
    }
  }

  /** The verifier drops those of them whose real candidate arrives first after all. */
  private void failMissing(Prompt prompt, Recipe recipe, Sampling life) {
    LOG.warn(
        "prompt={} round={} its missing candidates are declared failed",
        prompt.getId(),
        life.round().number());
    String failure =
        "no verdict after the trial was issued %d times".formatted(life.round().attempt());
    for (Trial trial : Trials.of(prompt, recipe, life, clock.instant())) {
      FailedCandidates.of(trial, failure).forEach(output::fail);
    }
  }
}
