package dev.winnow.planner.strategy;

import dev.winnow.schemas.Allocation;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.rules.Violation;
import dev.winnow.schemas.testing.Records;
import java.util.List;
import java.util.Optional;

/** StrategyRecipes by allocation. */
public final class StrategyRecipes {
  private StrategyRecipes() {}

  public static Recipe adaptive(int accepted, int maxCandidates, int maxRound, double price) {
    return of(
        Records.allocation(
            "adaptive",
            "accepted",
            accepted,
            "max_candidates",
            maxCandidates,
            "max_round",
            maxRound,
            "price",
            price));
  }

  public static Recipe prop2diff(
      int maxAccepted, int maxCandidates, int maxRound, int probe, Optional<String> field) {
    Allocation allocation =
        Records.allocation(
            "prop2diff",
            "max_accepted",
            maxAccepted,
            "max_candidates",
            maxCandidates,
            "max_round",
            maxRound,
            "probe",
            probe);
    field.ifPresent(name -> allocation.getOptions().put("fail_rate_field", name));
    return of(allocation);
  }

  private static Recipe of(Allocation allocation) {
    Recipe recipe =
        Records.versioned(Recipe.newBuilder(Records.recipe()).setAllocation(allocation).build());
    List<Violation> violations = StrategyPlugin.catalog().violations(allocation);
    if (!violations.isEmpty()) {
      throw new IllegalArgumentException(violations.toString());
    }
    return recipe;
  }
}
