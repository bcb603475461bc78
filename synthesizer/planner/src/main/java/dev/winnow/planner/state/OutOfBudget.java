package dev.winnow.planner.state;

import dev.winnow.planner.budget.LeaseShare;

/** The recipe's budget has nothing for the prompt: it waits, and has no place in the pool. */
public sealed interface OutOfBudget extends OpenPrompt permits AwaitingHour, BudgetSpent {
  /** Its place in the partition's queue for quota. */
  long ticket();

  @Override
  OutOfBudget wakingAt(long time);

  /** Returns the state when there is quota again, or none is needed any more. */
  default Ready ready() {
    return new Ready(account());
  }

  /**
   * Returns the state when there is quota again while the pool is full: the prompt keeps its share
   * until its turn.
   */
  default HoldingQuota hold(LeaseShare share) {
    return new HoldingQuota(account(), share);
  }

  /**
   * Returns the state of a prompt that goes on by itself: in the next hour, or when what is set
   * aside comes back.
   */
  default AwaitingHour awaitHour() {
    return new AwaitingHour(account(), ticket());
  }

  /** Returns the state of a prompt that goes on only when the budget is raised. */
  default BudgetSpent budgetSpent() {
    return new BudgetSpent(account(), ticket());
  }
}
