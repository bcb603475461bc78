package dev.winnow.planner.strategy;

import dev.winnow.schemas.AdaptiveAllocation;
import dev.winnow.schemas.Prop2DiffAllocation;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.rules.RecipeRules;
import dev.winnow.schemas.testing.Records;
import java.util.Optional;

/** StrategyRecipes by allocation. */
public final class StrategyRecipes {
  private StrategyRecipes() {}

  public static Recipe adaptive(int accepted, int maxCandidates, int maxRound, double price) {
    return of(
        AdaptiveAllocation.newBuilder()
            .setAccepted(accepted)
            .setMaxCandidates(maxCandidates)
            .setMaxRound(maxRound)
            .setPrice(price)
            .build());
  }

  public static Recipe prop2diff(
      int maxAccepted, int maxCandidates, int maxRound, int probe, Optional<String> field) {
    return of(
        Prop2DiffAllocation.newBuilder()
            .setMaxAccepted(maxAccepted)
            .setMaxCandidates(maxCandidates)
            .setMaxRound(maxRound)
            .setProbe(probe)
            .setFailRateField(field.orElse(null))
            .build());
  }

  private static Recipe of(Object allocation) {
    Recipe recipe =
        Records.versioned(Recipe.newBuilder(Records.recipe()).setAllocation(allocation).build());
    if (!RecipeRules.violations(recipe).isEmpty()) {
      throw new IllegalArgumentException(RecipeRules.violations(recipe).toString());
    }
    return recipe;
  }
}
