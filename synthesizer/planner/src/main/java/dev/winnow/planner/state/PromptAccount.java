package dev.winnow.planner.state;

import dev.winnow.planner.difficulty.Cell;
import dev.winnow.planner.strategy.Counts;
import dev.winnow.planner.strategy.Decision.SampleMore;
import dev.winnow.planner.strategy.Wanted;

/**
 * What the planner knows of a prompt under a recipe, whatever its state.
 *
 * @param learned where the allocator learned from it last; {@link Cell#NONE} if it did not
 */
public record PromptAccount(
    Origin origin, Reminder reminder, Verdicts verdicts, Orders orders, Cell learned) {

  static PromptAccount first(Origin origin, long wakeAt) {
    return new PromptAccount(
        origin, new Reminder(wakeAt, 0), Verdicts.NONE, Orders.NONE, Cell.NONE);
  }

  /** Returns the name of its recipe. */
  public String recipe() {
    return origin.recipe();
  }

  /** Verdicts by outcome. */
  public Tally tally() {
    return verdicts.tally();
  }

  /** Candidates ordered that have no verdict yet. */
  public int outstanding() {
    return orders.candidates() - tally().judged();
  }

  /** Returns what a strategy knows of the prompt. */
  public Counts counts() {
    return new Counts(
        orders.candidates() - orders.forgiven(),
        tally().accepted(),
        tally().information(),
        verdicts.tokens().ofInformation(),
        orders.wanted());
  }

  /** Returns whether every verdict that counts is on a candidate that could not be sampled. */
  public boolean isUnsampled() {
    return verdicts.unsampled() == tally().judged() && unsampled() > 0;
  }

  /** Candidates that could not be sampled since the prompt was opened, or opened again. */
  public int unsampled() {
    return verdicts.unsampled() - orders.forgiven();
  }

  PromptAccount wakingAt(long time) {
    return reminding(new Reminder(time, reminder.told()));
  }

  PromptAccount telling(int condition) {
    return reminding(new Reminder(reminder.wakeAt(), condition));
  }

  PromptAccount learned(Cell cell) {
    return new PromptAccount(origin, reminder, verdicts, orders, cell);
  }

  PromptAccount judged(int index, VerdictSummary verdict) {
    return new PromptAccount(origin, reminder, verdicts.plus(index, verdict), orders, learned);
  }

  PromptAccount plus(SampleMore round) {
    return ordering(orders.plus(round)).telling(0);
  }

  PromptAccount wanting(Wanted wanted) {
    return ordering(orders.wanting(wanted));
  }

  /** Candidates that could not be sampled no longer count for a cap. */
  PromptAccount forgiving() {
    return ordering(orders.forgiving(verdicts.unsampled())).telling(0);
  }

  private PromptAccount ordering(Orders now) {
    return new PromptAccount(origin, reminder, verdicts, now, learned);
  }

  private PromptAccount reminding(Reminder now) {
    return new PromptAccount(origin, now, verdicts, orders, learned);
  }
}
