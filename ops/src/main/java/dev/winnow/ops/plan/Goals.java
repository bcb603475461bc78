package dev.winnow.ops.plan;

import dev.winnow.schemas.AdaptiveAllocation;
import dev.winnow.schemas.FixedAllocation;
import dev.winnow.schemas.Prop2DiffAllocation;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.UniformAllocation;
import java.util.OptionalInt;

/** What recipes are after. */
public final class Goals {
  private Goals() {}

  /** The strategy's name, as recipe files have it. */
  static String strategy(Recipe recipe) {
    return switch (recipe.getAllocation()) {
      case FixedAllocation fixed -> "fixed";
      case UniformAllocation uniform -> "uniform";
      case Prop2DiffAllocation prop2diff -> "prop2diff";
      case AdaptiveAllocation adaptive -> "adaptive";
      default -> throw new IllegalArgumentException("unknown allocation in " + recipe.getName());
    };
  }

  /** Accepted candidates wanted of every prompt; empty where that is not one number. */
  public static OptionalInt wanted(Recipe recipe) {
    return switch (recipe.getAllocation()) {
      case UniformAllocation uniform -> OptionalInt.of(uniform.getAccepted());
      case AdaptiveAllocation adaptive -> OptionalInt.of(adaptive.getAccepted());
      default -> OptionalInt.empty();
    };
  }

  /** Whether it has a price. */
  static boolean isAdaptive(Recipe recipe) {
    return recipe.getAllocation() instanceof AdaptiveAllocation;
  }
}
