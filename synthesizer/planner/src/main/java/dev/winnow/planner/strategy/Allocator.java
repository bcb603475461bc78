package dev.winnow.planner.strategy;

import dev.winnow.planner.difficulty.Cell;
import dev.winnow.planner.difficulty.DifficultyStore;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.plugin.BadOptionsException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Allocates candidates to prompts: asks the strategy that a prompt's recipe names, and where that
 * strategy learns, records what came of each round first. Not thread-safe.
 */
public final class Allocator {
  private final Function<Recipe, DifficultyStore> stores;

  /** By the recipe's name. */
  private final Map<String, Current> current = new HashMap<>();

  private record Current(Recipe recipe, Strategy strategy) {}

  /**
   * An allocator.
   *
   * @param stores where the model of a recipe's prompts is kept; asked when a recipe changes
   */
  public Allocator(Function<Recipe, DifficultyStore> stores) {
    this.stores = stores;
  }

  /**
   * Decides what becomes of a prompt whose round is in, or that had none yet.
   *
   * @param metadata the prompt's
   * @throws BadOptionsException if the recipe's strategy is not installed or refuses its options;
   *     no recipe that was admitted is one of these
   */
  public Decision decide(Recipe recipe, Map<String, String> metadata, Counts counts) {
    return strategy(recipe).decide(metadata, counts);
  }

  /**
   * Learns from a round that is in, where the recipe's strategy does.
   *
   * @param before what this returned when it learned from the prompt last, {@link Cell#NONE} if it
   *     never did
   * @return where the prompt stands now, to be kept for the next time
   * @throws BadOptionsException as {@link #decide}
   */
  public Cell learn(Recipe recipe, Cell before, Counts counts) {
    return strategy(recipe).learn(before, counts);
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
