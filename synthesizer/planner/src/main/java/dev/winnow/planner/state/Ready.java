package dev.winnow.planner.state;

import dev.winnow.planner.difficulty.Cell;
import dev.winnow.planner.strategy.Decision.SampleMore;
import dev.winnow.schemas.PromptState;

/** Every candidate ordered has its verdict: the prompt waits for its turn, or has it. */
public record Ready(PromptAccount account) implements Resumable {
  @Override
  public Ready wakingAt(long time) {
    return new Ready(account.wakingAt(time));
  }

  @Override
  public Ready telling(int condition) {
    return new Ready(account.telling(condition));
  }

  /** Returns the state after the allocator has learned from the prompt. */
  public Ready learned(Cell cell) {
    return new Ready(account.learned(cell));
  }

  /**
   * Returns the state after another round is ordered.
   *
   * @param leased whether its candidates come out of a quota lease
   * @param now in epoch milliseconds
   */
  public InRound order(SampleMore more, boolean leased, long now) {
    Round round = Round.first(ordered(), leased, now);
    return new InRound(account.plus(more), round);
  }

  /**
   * Returns the state of a prompt whose next round the partition's lease cannot pay: the prompt
   * waits in the queue for quota.
   */
  public AwaitingLease awaitLease(SampleMore more, long ticket) {
    return new AwaitingLease(account.wanting(more.wanted()), ticket, more.candidates());
  }

  /** Returns the state of a prompt for which nothing more is ordered. */
  public Ended end(PromptState state) {
    return new Ended(identity(), wakeAt(), state, ordered(), tally());
  }

  @Override
  public Ready reopened(long now) {
    return new Ready(account.forgiving());
  }
}
