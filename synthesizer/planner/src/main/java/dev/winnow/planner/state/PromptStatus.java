package dev.winnow.planner.state;

import dev.winnow.schemas.PromptState;

/**
 * The state of a prompt in the planner. Each state is a record with the fields that it has, and a
 * transition is a method of the state that it leads from, so that a wrong one does not compile.
 *
 * <pre>
 * AwaitingRecipe -> Ready <-> InRound
 *                   Ready <-> AwaitingLease -> AwaitingHour, BudgetSpent -> Ready, HoldingQuota
 *                             HoldingQuota -> Ready
 *                   Ready, InRound <-> Failed
 *                   Ready -> Ended
 * </pre>
 *
 * <p>Implementations are immutable and thread-safe.
 */
public sealed interface PromptStatus permits AwaitingRecipe, OpenPrompt, Failed, Ended {
  /** Returns the identity of the prompt. */
  Identity identity();

  /** Returns when to look at it again, in epoch milliseconds; 0 while that is not planned. */
  long wakeAt();

  /** Returns the state as progress records have it. */
  PromptState state();

  /** Candidates ordered so far. */
  int ordered();

  /** Returns the verdicts on its candidates so far. */
  Tally tally();

  /** Returns the same state, to be looked at again at another time. */
  PromptStatus wakingAt(long time);
}
