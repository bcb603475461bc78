package dev.winnow.planner.state;

import dev.winnow.planner.budget.LeaseShare;

/**
 * The prompt was out of budget, and holds what it was given since until it has another turn.
 *
 * @param share taken out of the partition's lease, and not ordered yet
 */
public record HoldingQuota(PromptAccount account, LeaseShare share) implements OpenPrompt {
  @Override
  public HoldingQuota wakingAt(long time) {
    return new HoldingQuota(account.wakingAt(time), share);
  }

  /**
   * Returns the state of a prompt that has its turn, or no longer needs the share, which the caller
   * uses or gives back.
   */
  public Ready ready() {
    return new Ready(account);
  }
}
