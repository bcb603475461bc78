package dev.winnow.planner;

import dev.winnow.planner.budget.Hours;
import dev.winnow.planner.schedule.FairScheduler;
import dev.winnow.planner.state.ActivePrompt;
import dev.winnow.planner.state.PromptLife;
import dev.winnow.planner.state.PromptLife.Suspended;
import dev.winnow.planner.strategy.Decision;
import dev.winnow.planner.strategy.Decision.SampleMore;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.QuotaGrant;
import dev.winnow.schemas.QuotaRequest;
import dev.winnow.schemas.Recipe;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What prompts make of the quota manager's answers to their quota requests.
 *
 * <ol>
 *   <li>Granted: the allocator decides once more, since the prompt may have waited for long and the
 *       recipe may be another by now. What is not needed goes back.
 *   <li>Refused: the prompt is suspended, and gives up its place in the pool.
 *   <li>Granted after all: it holds the quota grant until it has another turn.
 * </ol>
 */
final class QuotaGrants {
  private final PromptStateStore lives;
  private final PendingPromptStore prompts;
  private final Recipes recipes;
  private final FairScheduler turns;
  private final Rounds rounds;
  private final PlannerOutput output;
  private final InstantSource clock;

  QuotaGrants(
      PromptStateStore lives,
      PendingPromptStore prompts,
      Recipes recipes,
      FairScheduler turns,
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

  /** The quota manager has answered. What nobody waits for any more goes back to it. */
  void onQuotaGrant(QuotaGrant quotaGrant) {
    PromptLife life = lives.find(quotaGrant.getPromptId()).orElse(null);
    if (life instanceof ActivePrompt sampling && sampling.claimed() > 0) {
      turns.freed(sampling.recipe(), Math.max(0, sampling.claimed() - quotaGrant.getCandidates()));
      onAnswer(sampling, quotaGrant);
    } else if (life instanceof Suspended suspended && !suspended.hasGrant()) {
      resume(suspended, quotaGrant);
    } else if (quotaGrant.getCandidates() > 0) {
      giveBack(quotaGrant, quotaGrant.getCandidates());
    }
  }

  /** Ends a prompt that waited for its budget, since its recipe is deleted. */
  void abandon(Prompt prompt, Suspended suspended) {
    ActivePrompt sampling = suspended.sampling();
    if (suspended.hasGrant()) {
      int held = sampling.claimed();
      giveBack(new QuotaGrant(prompt.getId(), sampling.recipe(), held, null, false), held);
    }
    rounds.fail(prompt, "", sampling.unclaimed(), EndReason.RECIPE_DELETED);
  }

  /** It gave up its place in the pool: with the quota grant in its hands it waits for another. */
  private void resume(Suspended suspended, QuotaGrant quotaGrant) {
    ActivePrompt sampling = suspended.sampling();
    if (quotaGrant.getCandidates() == 0 || turns.isFree(sampling.recipe())) {
      turns.ordered(sampling.recipe(), quotaGrant.getCandidates());
      onAnswer(sampling, quotaGrant);
    } else {
      hold(prompts.prompt(quotaGrant.getPromptId()), sampling, quotaGrant);
    }
  }

  private void hold(Prompt prompt, ActivePrompt sampling, QuotaGrant quotaGrant) {
    Optional<Recipe> recipe = recipes.find(sampling.recipe());
    long now = clock.millis();
    Suspended life = sampling.hold(quotaGrant.getCandidates(), now);
    lives.putUntil(now + recipe.map(Recipe::getReissueAfterMs).orElse(0L), prompt.getId(), life);
    turns.await(sampling.recipe(), prompt.getId(), sampling.ordered() > 0);
    String version = recipe.map(Recipe::getVersion).orElse("");
    output.report(ProgressReports.of(prompt, version, life, sampling, clock.instant()).build());
  }

  /** What was granted in an hour is not ordered in the next, whose budget it is not of. */
  void useHeld(String promptId, Suspended holder) {
    ActivePrompt sampling = holder.sampling();
    int held = sampling.claimed();
    QuotaGrant quotaGrant = new QuotaGrant(promptId, sampling.recipe(), held, null, false);
    if (Hours.of(sampling.round().heardAt()) == Hours.of(clock.millis())) {
      turns.ordered(sampling.recipe(), held);
      onAnswer(sampling, quotaGrant);
    } else {
      giveBack(quotaGrant, held);
      rounds.takeTurn(prompts.prompt(promptId), sampling.unclaimed());
    }
  }

  private void onAnswer(ActivePrompt sampling, QuotaGrant quotaGrant) {
    Prompt prompt = prompts.prompt(quotaGrant.getPromptId());
    Optional<Recipe> recipe = recipes.find(sampling.recipe());
    if (quotaGrant.getCandidates() == 0) {
      suspend(prompt, recipe, sampling, quotaGrant);
    } else if (recipe.isPresent()) {
      long wakeAt = clock.millis() + Looks.onOrder(0, recipe.get().getReissueAfterMs());
      lives.putUntil(wakeAt, prompt.getId(), sampling);
      useGrant(prompt, recipe.get(), sampling.unclaimed().wakingAt(wakeAt), quotaGrant);
    } else {
      decline(quotaGrant, sampling, quotaGrant.getCandidates());
      rounds.fail(prompt, "", sampling.unclaimed(), EndReason.RECIPE_DELETED);
    }
  }

  /** Decides once more: recipe and prior may be others than when the prompt claimed. */
  private void useGrant(
      Prompt prompt, Recipe recipe, ActivePrompt sampling, QuotaGrant quotaGrant) {
    Decision decision = rounds.decide(prompt, recipe, sampling);
    int needed = decision instanceof SampleMore more ? more.candidates() : 0;
    int used = Math.min(needed, quotaGrant.getCandidates());
    decline(quotaGrant, sampling, quotaGrant.getCandidates() - used);
    if (decision instanceof SampleMore more) {
      rounds.order(prompt, recipe, sampling, new SampleMore(used, more.wanted()), true);
    } else {
      rounds.end(prompt, recipe.getVersion(), sampling, decision);
    }
  }

  private void decline(QuotaGrant quotaGrant, ActivePrompt sampling, int unused) {
    if (unused > 0) {
      turns.freed(sampling.recipe(), unused);
      giveBack(quotaGrant, unused);
    }
  }

  private void suspend(
      Prompt prompt, Optional<Recipe> recipe, ActivePrompt sampling, QuotaGrant refusal) {
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

  private void giveBack(QuotaGrant quotaGrant, int unused) {
    output.quotaRequest(
        new QuotaRequest(quotaGrant.getRecipe(), quotaGrant.getPromptId(), 0, unused, 0L, unused));
  }
}
