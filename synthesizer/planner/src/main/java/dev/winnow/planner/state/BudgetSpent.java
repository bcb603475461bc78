package dev.winnow.planner.state;

import dev.winnow.schemas.PromptState;

/** The whole budget is spent: the prompt goes on only when it is raised. */
public record BudgetSpent(PromptAccount account, long ticket) implements OutOfBudget {
  @Override
  public PromptState state() {
    return PromptState.EXHAUSTED;
  }

  @Override
  public BudgetSpent wakingAt(long time) {
    return new BudgetSpent(account.wakingAt(time), ticket);
  }
}
