package dev.winnow.planner.state;

/** The budget is spent for this hour, or set aside: the prompt goes on by itself. */
public record AwaitingHour(PromptAccount account, long ticket) implements OutOfBudget {
  @Override
  public AwaitingHour wakingAt(long time) {
    return new AwaitingHour(account.wakingAt(time), ticket);
  }
}
