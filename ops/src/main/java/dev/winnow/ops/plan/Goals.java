package dev.winnow.ops.plan;

import dev.winnow.planner.whatif.SimulationResult;
import dev.winnow.schemas.AdaptiveAllocation;
import dev.winnow.schemas.Budget;
import dev.winnow.schemas.FixedAllocation;
import dev.winnow.schemas.Prop2DiffAllocation;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.UniformAllocation;
import java.util.Optional;
import java.util.OptionalInt;

/** The goals of recipes. */
public final class Goals {
  private Goals() {}

  /** Returns the strategy's name as in recipe files. */
  static String strategy(Recipe recipe) {
    return switch (recipe.getAllocation()) {
      case FixedAllocation fixed -> "fixed";
      case UniformAllocation uniform -> "uniform";
      case Prop2DiffAllocation prop2diff -> "prop2diff";
      case AdaptiveAllocation adaptive -> "adaptive";
      default -> throw new IllegalArgumentException("unknown allocation in " + recipe.getName());
    };
  }

  /**
   * Returns the number of accepted candidates wanted for every prompt; empty if it is not a single
   * number.
   */
  public static OptionalInt wanted(Recipe recipe) {
    return switch (recipe.getAllocation()) {
      case UniformAllocation uniform -> OptionalInt.of(uniform.getAccepted());
      case AdaptiveAllocation adaptive -> OptionalInt.of(adaptive.getAccepted());
      default -> OptionalInt.empty();
    };
  }

  /** Returns whether it has a price. */
  static boolean isAdaptive(Recipe recipe) {
    return recipe.getAllocation() instanceof AdaptiveAllocation;
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
