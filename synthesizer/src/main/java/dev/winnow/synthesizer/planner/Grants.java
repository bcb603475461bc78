package dev.winnow.synthesizer.planner;

import dev.winnow.schemas.Claim;
import dev.winnow.schemas.Grant;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.Recipe;
import dev.winnow.synthesizer.planner.budget.Hours;
import dev.winnow.synthesizer.planner.life.PromptLife;
import dev.winnow.synthesizer.planner.life.PromptLife.Suspended;
import dev.winnow.synthesizer.planner.life.Sampling;
import dev.winnow.synthesizer.planner.strategy.Decision;
import dev.winnow.synthesizer.planner.strategy.Decision.SampleMore;
import dev.winnow.synthesizer.planner.turns.Turns;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What prompts make of the ledger's answers to their claims.
 *
 * <ol>
 *   <li>Granted: the allocator decides once more, since the prompt may have waited for long and the
 *       recipe may be another by now. What is not needed goes back.
 *   <li>Refused: the prompt is suspended, and gives up its place in the pool.
 *   <li>Granted after all: it holds the grant until it has another turn.
 * </ol>
 */
final class Grants {
  private final Lives lives;
  private final LivePrompts prompts;
  private final Recipes recipes;
  private final Turns turns;
  private final Rounds rounds;
  private final PlannerOutput output;
  private final InstantSource clock;

  Grants(
      Lives lives,
      LivePrompts prompts,
      Recipes recipes,
      Turns turns,
      Rounds rounds,
      PlannerOutput output,
      InstantSource clock) {
    this.lives = lives;
    this.prompts = prompts;
    this.recipes = recipes;
    this.turns = turns;
    this.rounds = rounds;
    this.output = output;
    this.clock = clock;
  }

  /** The ledger has answered. What nobody waits for any more goes back to it. */
  void onGrant(Grant grant) {
    PromptLife life = lives.find(grant.getPromptId()).orElse(null);
    if (life instanceof Sampling sampling && sampling.claimed() > 0) {
      turns.freed(sampling.recipe(), Math.max(0, sampling.claimed() - grant.getCandidates()));
      onAnswer(sampling, grant);
    } else if (life instanceof Suspended suspended && !suspended.hasGrant()) {
      resume(suspended, grant);
    } else if (grant.getCandidates() > 0) {
      giveBack(grant, grant.getCandidates());
    }
  }

  /** Ends a prompt that waited for its budget, since its recipe is deleted. */
  void abandon(Prompt prompt, Suspended suspended) {
    Sampling sampling = suspended.sampling();
    if (suspended.hasGrant()) {
      int held = sampling.claimed();
      giveBack(new Grant(prompt.getId(), sampling.recipe(), held, null, false), held);
    }
    rounds.fail(prompt, "", sampling.unclaimed(), EndReason.RECIPE_DELETED);
  }

  /** It gave up its place in the pool: with the grant in its hands it waits for another. */
  private void resume(Suspended suspended, Grant grant) {
    Sampling sampling = suspended.sampling();
    if (grant.getCandidates() == 0 || turns.isFree(sampling.recipe())) {
      turns.ordered(sampling.recipe(), grant.getCandidates());
      onAnswer(sampling, grant);
    } else {
      hold(prompts.prompt(grant.getPromptId()), sampling, grant);
    }
  }

  private void hold(Prompt prompt, Sampling sampling, Grant grant) {
    Optional<Recipe> recipe = recipes.find(sampling.recipe());
    long now = clock.millis();
    Suspended life = sampling.hold(grant.getCandidates(), now);
    lives.putUntil(now + recipe.map(Recipe::getReissueAfterMs).orElse(0L), prompt.getId(), life);
    turns.await(sampling.recipe(), prompt.getId(), sampling.ordered() > 0);
    String version = recipe.map(Recipe::getVersion).orElse("");
    output.report(ProgressReports.of(prompt, version, life, sampling, clock.instant()).build());
  }

  /** What was granted in an hour is not ordered in the next, whose budget it is not of. */
  void useHeld(String promptId, Suspended holder) {
    Sampling sampling = holder.sampling();
    int held = sampling.claimed();
    Grant grant = new Grant(promptId, sampling.recipe(), held, null, false);
    if (Hours.of(sampling.round().heardAt()) == Hours.of(clock.millis())) {
      turns.ordered(sampling.recipe(), held);
      onAnswer(sampling, grant);
    } else {
      giveBack(grant, held);
      rounds.takeTurn(prompts.prompt(promptId), sampling.unclaimed());
    }
  }

  private void onAnswer(Sampling sampling, Grant grant) {
    Prompt prompt = prompts.prompt(grant.getPromptId());
    Optional<Recipe> recipe = recipes.find(sampling.recipe());
    if (grant.getCandidates() == 0) {
      suspend(prompt, recipe, sampling, grant);
    } else if (recipe.isPresent()) {
      long wakeAt = clock.millis() + Looks.onOrder(0, recipe.get().getReissueAfterMs());
      lives.putUntil(wakeAt, prompt.getId(), sampling);
      useGrant(prompt, recipe.get(), sampling.unclaimed().wakingAt(wakeAt), grant);
    } else {
      decline(grant, sampling, grant.getCandidates());
      rounds.fail(prompt, "", sampling.unclaimed(), EndReason.RECIPE_DELETED);
    }
  }

  /** Decides once more: recipe and prior may be others than when the prompt claimed. */
  private void useGrant(Prompt prompt, Recipe recipe, Sampling sampling, Grant grant) {
    Decision decision = rounds.decide(prompt, recipe, sampling);
    int needed = decision instanceof SampleMore more ? more.candidates() : 0;
    int used = Math.min(needed, grant.getCandidates());
    decline(grant, sampling, grant.getCandidates() - used);
    if (decision instanceof SampleMore more) {
      rounds.order(prompt, recipe, sampling, new SampleMore(used, more.wanted()), true);
    } else {
      rounds.end(prompt, recipe.getVersion(), sampling, decision);
    }
  }

  private void decline(Grant grant, Sampling sampling, int unused) {
    if (unused > 0) {
      turns.freed(sampling.recipe(), unused);
      giveBack(grant, unused);
    }
  }

  private void suspend(Prompt prompt, Optional<Recipe> recipe, Sampling sampling, Grant refusal) {
    boolean isForThisHour = refusal.getForThisHour();
    Suspended life = sampling.suspend(isForThisHour ? PromptState.SAMPLING : PromptState.EXHAUSTED);
    long pause =
        isForThisHour
            ? recipe.map(Recipe::getReissueAfterMs).orElse(0L)
            : Rounds.retentionMs(recipe);
    lives.putUntil(clock.millis() + pause, prompt.getId(), life);
    String version = recipe.map(Recipe::getVersion).orElse("");
    output.report(
        ProgressReports.of(prompt, version, life, sampling, clock.instant())
            .setReasonCode("BUDGET_SPENT")
            .setReason(refusal.getRefusal().orElse(null))
            .build());
  }

  private void giveBack(Grant grant, int unused) {
    output.claim(new Claim(grant.getRecipe(), grant.getPromptId(), 0, unused, 0L, unused));
  }
}
