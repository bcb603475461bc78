package dev.winnow.planner.strategy;

import dev.winnow.planner.difficulty.Cell;
import java.util.Map;

/**
 * Decides the rounds of a recipe's prompts. One object serves one version of one recipe in one
 * partition, and is called by one thread; it need not be thread-safe.
 *
 * <p>A decision depends on the arguments, on the options, and on what {@link #learn} and {@link
 * #restart} were told, and on nothing else, such as a clock. So a replay of the same records
 * decides as the first run did. An exception stops the planner's thread, and the record that caused
 * it again is sent to the dead letters.
 */
@FunctionalInterface
public interface Strategy {
  /**
   * Decides what becomes of a prompt when every candidate ordered so far has its verdict. May be
   * called several times for the same counts, so it must not record anything.
   *
   * @param metadata metadata of the prompt
   * @param counts what is known of the prompt; {@link Counts#NONE} before its first round
   */
  Decision decide(Map<String, String> metadata, Counts counts);

  /**
   * Learns from a round that is in, before {@link #decide} is asked about it. A strategy that does
   * not learn leaves this out. What is learned must be kept in the store that {@link
   * StrategyPlugin#create} was given, because a restart of the planner creates a new object.
   *
   * @param before result of the previous call for this prompt, {@link Cell#NONE} for the first
   * @return where the prompt stands now; the planner stores it with the prompt for the next call
   */
  default Cell learn(Cell before, Counts counts) {
    return before;
  }

  /**
   * Begins to learn anew, because a verdict is the first on a candidate of another model. What was
   * learned describes the old model, so it may be used as a weak prior at most. Prompts that are
   * being sampled go on, and their next {@code before} is still from before this call. A strategy
   * that does not learn leaves this out.
   */
  default void restart() {
    // A strategy that does not learn has nothing to forget.
  }
}
