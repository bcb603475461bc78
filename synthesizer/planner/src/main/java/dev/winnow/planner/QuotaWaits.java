package dev.winnow.planner;

import dev.winnow.planner.budget.PartitionLeases;
import dev.winnow.planner.budget.QueuedPrompt;
import dev.winnow.planner.budget.Refusal;
import dev.winnow.planner.state.AwaitingHour;
import dev.winnow.planner.state.AwaitingLease;
import dev.winnow.planner.state.BudgetSpent;
import dev.winnow.planner.state.HoldingQuota;
import dev.winnow.planner.state.OutOfBudget;
import dev.winnow.planner.state.PromptStatus;
import dev.winnow.planner.state.Ready;
import dev.winnow.runtime.pool.RevisitSchedule;
import dev.winnow.schemas.Reasons;
import dev.winnow.schemas.Recipe;
import java.util.Optional;

/** Prompts that wait for quota: why they wait, and what becomes of them while they do. */
final class QuotaWaits {
  private final PlannerStores stores;
  private final PartitionLeases leases;
  private final RoundOrders orders;
  private final PlannerOutput output;

  QuotaWaits(PlannerStores stores, RoundOrders orders, PlannerOutput output) {
    this.stores = stores;
    this.leases = stores.leases();
    this.orders = orders;
    this.output = output;
  }

  /** Tells the prompts that wait why they get nothing, where the demand is refused. */
  void tell(String name) {
    leases
        .refusal(name)
        .ifPresent(refusal -> leases.takeUntold(name).forEach(one -> suspend(name, one, refusal)));
  }

  private void suspend(String name, QueuedPrompt waiter, Refusal refusal) {
    PromptStatus status = stores.statuses().find(waiter.promptId()).orElse(null);
    boolean isForThisHour = refusal.isForThisHour();
    if (status instanceof AwaitingLease awaiting) {
      stores.turns().freed(name, awaiting.candidates());
      suspend(
          waiter.promptId(),
          isForThisHour ? awaiting.awaitHour() : awaiting.budgetSpent(),
          refusal);
    } else if (status instanceof OutOfBudget waiting) {
      suspend(
          waiter.promptId(), isForThisHour ? waiting.awaitHour() : waiting.budgetSpent(), refusal);
    }
  }

  private void suspend(String promptId, OutOfBudget told, Refusal refusal) {
    Optional<Recipe> recipe = stores.recipes().find(told.recipe());
    long pause =
        switch (told) {
          case AwaitingHour hour -> recipe.map(Recipe::getReissueAfterMs).orElse(0L);
          case BudgetSpent spent -> RoundOrders.retentionMs(recipe);
        };
    orders.keepFor(pause, promptId, told);
    String version = recipe.map(Recipe::getVersion).orElse("");
    output.report(
        orders
            .progress(stores.pending().prompt(promptId), version, told)
            .setReasonCode(
                recipe.filter(Recipe::getPaused).isPresent()
                    ? Reasons.RECIPE_PAUSED
                    : Reasons.BUDGET_SPENT)
            .setReason(refusal.words())
            .build());
  }

  /** Looks at a prompt that waits for a lease. */
  void look(String promptId, AwaitingLease awaiting) {
    Optional<Recipe> recipe = stores.recipes().find(awaiting.recipe());
    if (recipe.isPresent()) {
      orders.keepFor(RevisitSchedule.waiting(recipe.get().getReissueAfterMs()), promptId, awaiting);
    } else {
      leases.leave(awaiting.recipe(), awaiting.ticket());
      stores.turns().freed(awaiting.recipe(), awaiting.candidates());
      failDeleted(promptId, awaiting.ready());
    }
  }

  /** Looks at a prompt that waits for the next hour. */
  void look(String promptId, AwaitingHour waiting) {
    Optional<Recipe> recipe = stores.recipes().find(waiting.recipe());
    if (recipe.isPresent()) {
      orders.keepFor(recipe.get().getReissueAfterMs(), promptId, waiting);
    } else {
      leases.leave(waiting.recipe(), waiting.ticket());
      failDeleted(promptId, waiting.ready());
    }
  }

  /** Looks at a prompt that waits for its turn with a share. */
  void look(String promptId, HoldingQuota holding) {
    Optional<Recipe> recipe = stores.recipes().find(holding.recipe());
    if (recipe.isPresent()) {
      orders.keepFor(recipe.get().getReissueAfterMs(), promptId, holding);
    } else {
      leases.giveBack(holding.recipe(), holding.share());
      failDeleted(promptId, holding.ready());
    }
  }

  /** Forgets a prompt that waited for a larger budget. */
  void forget(BudgetSpent spent) {
    leases.leave(spent.recipe(), spent.ticket());
  }

  private void failDeleted(String promptId, Ready ready) {
    orders.fail(stores.pending().prompt(promptId), "", ready, EndReason.RECIPE_DELETED);
  }
}
