package dev.winnow.planner.strategy;

import dev.winnow.planner.difficulty.Cell;
import dev.winnow.planner.difficulty.DifficultyStore;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.plugin.BadOptionsException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Allocates candidates to prompts by the strategy that a prompt's recipe names. A strategy that
 * learns records the outcome of each round first. Not thread-safe.
 */
public final class Allocator {
  private final Function<Recipe, DifficultyStore> stores;

  /** The current strategies, by the name of the recipe. */
  private final Map<String, Current> current = new HashMap<>();

  private record Current(Recipe recipe, Strategy strategy) {}

  /**
   * @param stores returns the store of the model of a recipe's prompts; called when a recipe
   *     changes
   */
  public Allocator(Function<Recipe, DifficultyStore> stores) {
    this.stores = stores;
  }

  /**
   * Decides on a prompt that has no open round.
   *
   * @param metadata metadata of the prompt
   * @throws BadOptionsException if the recipe's strategy is not installed, refuses its options, or
   *     fails
   */
  public Decision decide(Recipe recipe, Map<String, String> metadata, Counts counts) {
    return strategy(recipe).decide(metadata, counts);
  }

  /**
   * Learns from a finished round, if the recipe's strategy learns.
   *
   * @param before result of the previous call for this prompt; {@link Cell#NONE} for the first
   * @return the value to pass to the next call for this prompt
   * @throws BadOptionsException as {@link #decide}
   */
  public Cell learn(Recipe recipe, Cell before, Counts counts) {
    return strategy(recipe).learn(before, counts);
  }

  /**
   * Lets a strategy that learns begin anew, because another model samples for the recipe from now
   * on. What it has learned becomes a weak prior.
   *
   * @throws BadOptionsException as {@link #decide}
   */
  public void restart(Recipe recipe) {
    strategy(recipe).restart();
  }

  private Strategy strategy(Recipe recipe) {
    Current known = current.get(recipe.getName());
    if (known == null || !known.recipe().equals(recipe)) {
      BoundStrategy<?> bound = BoundStrategy.of(recipe.getAllocation());
      known = new Current(recipe, bound.create(() -> stores.apply(recipe)));
      current.put(recipe.getName(), known);
    }
    return known.strategy();
  }
}
