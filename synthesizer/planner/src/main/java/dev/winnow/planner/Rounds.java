package dev.winnow.planner;

import dev.winnow.planner.budget.PartitionLeases;
import dev.winnow.planner.schedule.FairScheduler;
import dev.winnow.planner.state.InRound;
import dev.winnow.planner.state.Ready;
import dev.winnow.planner.state.Resumable;
import dev.winnow.planner.state.VerdictSummary;
import dev.winnow.planner.strategy.Decision;
import dev.winnow.planner.strategy.Decision.SampleMore;
import dev.winnow.runtime.pool.RevisitSchedule;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.Verdict;
import java.util.Optional;

/**
 * Takes prompts from one round to the next.
 *
 * <ol>
 *   <li>When a round is in, the allocator learns from it and decides: the prompt ends, or waits for
 *       its turn.
 *   <li>When it has its turn, the allocator decides again, by what was learned since. A recipe with
 *       a budget takes the round's candidates out of the partition's {@linkplain LeasedRounds quota
 *       lease}.
 *   <li>The round is ordered.
 * </ol>
 *
 * Invariant: the candidates that {@link FairScheduler} counts for a recipe are those that its
 * prompts have outstanding, or wait with for a lease.
 */
final class Rounds {
  private final PlannerStores stores;
  private final Decisions decisions;
  private final RoundOrders orders;
  private final LeasedRounds leasedRounds;
  private final PlannerOutput output;

  Rounds(
      PlannerStores stores,
      Decisions decisions,
      RoundOrders orders,
      LeasedRounds leasedRounds,
      PlannerOutput output) {
    this.stores = stores;
    this.decisions = decisions;
    this.orders = orders;
    this.leasedRounds = leasedRounds;
    this.output = output;
  }

  /** Begins a prompt whose recipe is published. */
  void begin(Prompt prompt, Recipe recipe, Ready fresh) {
    long limit = recipe.getReissueAfterMs();
    if (stores.turns().isFree(recipe.getName())) {
      long wakeAt = output.clock().millis() + RevisitSchedule.onOrder(0, limit);
      stores.statuses().putUntil(wakeAt, prompt.getId(), fresh);
      takeTurn(prompt, fresh.wakingAt(wakeAt));
    } else {
      Resumable told = orders.told(recipe, fresh);
      orders.keepFor(RevisitSchedule.waiting(limit), prompt.getId(), told);
      stores.turns().await(recipe.getName(), prompt.getId(), told.ordered() > 0);
      orders.report(prompt, recipe, told);
    }
  }

  /** Begins a failed prompt again: candidates without a verdict are ordered anew. */
  void reopen(Prompt prompt, Recipe recipe, Resumable reopened) {
    switch (reopened) {
      case Ready ready -> begin(prompt, recipe, ready);
      case InRound inRound -> {
        stores.turns().ordered(recipe.getName(), inRound.outstanding());
        Resumable told = orders.told(recipe, inRound);
        orders.keepFor(
            RevisitSchedule.onOrder(0, recipe.getReissueAfterMs()), prompt.getId(), told);
        orders.issue(prompt, recipe, inRound);
        orders.report(prompt, recipe, told);
      }
    }
  }

  /** Takes a verdict that is awaited. */
  void onVerdict(Verdict verdict, InRound before) {
    String recipe = before.recipe();
    int maxTokens =
        stores.recipes().find(recipe).map(some -> some.getSampling().getMaxTokens()).orElse(0);
    VerdictSummary summary = VerdictSummary.of(verdict, maxTokens);
    Resumable judged = before.judge(verdict.getIndex(), summary, output.clock().millis());
    stores.turns().freed(recipe, 1);
    switch (judged) {
      case Ready ready -> {
        if (before.round().leased()) {
          reportRound(before, summary);
        }
        onRoundIn(stores.pending().prompt(verdict.getPromptId()), ready);
      }
      case InRound inRound -> stores.statuses().put(verdict.getPromptId(), tell(verdict, inRound));
    }
  }

  /**
   * Reports a leased round as a whole, so that another prompt's share of a budget does not depend
   * on the order of verdicts.
   */
  private void reportRound(InRound before, VerdictSummary last) {
    String recipe = before.recipe();
    stores.leases().judged(recipe, before.size(), before.round().tokens() + last.allTokens());
    stores.leases().reportIfRefused(recipe);
  }

  private Resumable tell(Verdict verdict, InRound judged) {
    if (judged.account().reminder().told() == 0) {
      return judged;
    }
    return stores
        .recipes()
        .find(judged.recipe())
        .map(recipe -> orders.tell(verdict.getPromptId(), recipe, judged))
        .orElse(judged);
  }

  private void onRoundIn(Prompt prompt, Ready ready) {
    Optional<Recipe> recipe = stores.recipes().find(prompt.getRecipe());
    if (recipe.isEmpty()) {
      orders.fail(prompt, "", ready, EndReason.RECIPE_DELETED);
      return;
    }
    Ready learned = decisions.learn(recipe.get(), ready);
    if (!stores.turns().isFree(prompt.getRecipe())
        && decisions.decide(prompt, recipe.get(), learned) instanceof SampleMore) {
      stores.statuses().put(prompt.getId(), learned);
      stores.turns().await(prompt.getRecipe(), prompt.getId(), true);
    } else {
      takeTurn(prompt, learned);
    }
  }

  /** Gives its turn to a prompt: it orders a round, waits for quota, or ends. */
  void takeTurn(Prompt prompt, Ready ready) {
    Optional<Recipe> recipe = stores.recipes().find(prompt.getRecipe());
    if (recipe.isEmpty()) {
      orders.fail(prompt, "", ready, EndReason.RECIPE_DELETED);
      return;
    }
    Decision decision = decisions.decide(prompt, recipe.get(), ready);
    if (!(decision instanceof SampleMore more)) {
      orders.end(prompt, recipe.get().getVersion(), ready, decision);
    } else if (PartitionLeases.isLimited(recipe.get())) {
      leasedRounds.place(prompt, recipe.get(), ready, more);
    } else {
      stores.turns().ordered(recipe.get().getName(), more.candidates());
      orders.order(prompt, recipe.get(), ready, more, false);
    }
  }
}
