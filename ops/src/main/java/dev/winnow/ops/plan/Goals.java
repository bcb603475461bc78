package dev.winnow.ops.plan;

import dev.winnow.planner.strategy.BoundStrategy;
import dev.winnow.planner.whatif.SimulationResult;
import dev.winnow.schemas.Budget;
import dev.winnow.schemas.Recipe;
import java.util.Optional;
import java.util.OptionalInt;

/** The goals of recipes. */
public final class Goals {
  private Goals() {}

  /** Returns the accepted candidates wanted of every prompt; empty where that is not one number. */
  public static OptionalInt wanted(Recipe recipe) {
    return BoundStrategy.of(recipe.getAllocation()).wanted();
  }

  /** Returns whether the recipe's strategy has a price. */
  static boolean isPriced(Recipe recipe) {
    return BoundStrategy.of(recipe.getAllocation()).isPriced();
  }

  /**
   * Returns which total budget a recipe has exceeded. Budgets per hour need a clock, and are
   * ignored.
   */
  static Optional<String> beyondBudget(Recipe recipe, SimulationResult spent) {
    Optional<Long> candidates = recipe.getBudget().flatMap(Budget::getCandidates);
    Optional<Long> tokens = recipe.getBudget().flatMap(Budget::getTokens);
    if (candidates.isPresent() && spent.candidates() > candidates.get()) {
      return Optional.of("%,d candidates".formatted(candidates.get()));
    }
    return tokens.filter(most -> spent.tokens() > most).map("%,d tokens"::formatted);
  }
}
