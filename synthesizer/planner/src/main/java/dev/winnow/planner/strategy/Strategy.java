package dev.winnow.planner.strategy;

import dev.winnow.planner.difficulty.Cell;
import java.util.Map;

/**
 * Decides the rounds of a recipe's prompts. One object serves one recipe. Not thread-safe.
 *
 * <p>Nothing but the arguments, the options and what {@link #learn} was told may decide, so that a
 * replay of the same records decides as the first run did.
 */
@FunctionalInterface
public interface Strategy {
  /**
   * What to do when every candidate ordered so far has its verdict.
   *
   * @param metadata the prompt's
   * @param counts what is known of it
   */
  Decision decide(Map<String, String> metadata, Counts counts);

  /**
   * Learns from a round that is in; a strategy that does not learn leaves this out.
   *
   * @param before what this returned when it learned from the prompt last, {@link Cell#NONE} if it
   *     never did
   * @return where the prompt stands now, to be kept for the next time
   */
  default Cell learn(Cell before, Counts counts) {
    return before;
  }

  /**
   * Begins to learn anew, because another model samples from now on; a strategy that does not learn
   * leaves this out.
   */
  default void restart() {
    // Nothing was learned.
  }
}
