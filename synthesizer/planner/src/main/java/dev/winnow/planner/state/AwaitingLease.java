package dev.winnow.planner.state;

/**
 * The prompt has its turn, and this partition's quota lease holds too little for its round. It
 * keeps its place in the pool until the quota manager answers.
 *
 * @param ticket its place in the partition's queue for quota
 * @param candidates of the round, for which it has a place in the pool; at least 1
 */
public record AwaitingLease(PromptAccount account, long ticket, int candidates)
    implements OpenPrompt {
  @Override
  public AwaitingLease wakingAt(long time) {
    return new AwaitingLease(account.wakingAt(time), ticket, candidates);
  }

  /** Returns the state after the lease came, or none is needed any more. */
  public Ready ready() {
    return new Ready(account);
  }

  /**
   * Returns the state after the quota manager refused for now: the prompt waits without a place in
   * the pool.
   */
  public AwaitingHour awaitHour() {
    return new AwaitingHour(account, ticket);
  }

  /** Returns the state after the quota manager refused until the budget is raised. */
  public BudgetSpent budgetSpent() {
    return new BudgetSpent(account, ticket);
  }
}
