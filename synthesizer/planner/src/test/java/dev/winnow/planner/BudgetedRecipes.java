package dev.winnow.planner;

import dev.winnow.schemas.Budget;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.schemas.testing.Records;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Recipes with a budget, and what they order. */
final class BudgetedRecipes {
  private BudgetedRecipes() {}

  /** Rounds of at most 4, under a budget of this many candidates. */
  static Recipe wanting(int accepted, int maxCandidates, Long most) {
    return Records.versioned(
        Recipe.newBuilder(Given.uniform(accepted, maxCandidates, 4))
            .setBudget(new Budget(most, null, null, null))
            .build());
  }

  /** Returns the candidates that these requests order. */
  static int ordered(List<SamplingRequest> requests) {
    return requests.stream().mapToInt(SamplingRequest::getCount).sum();
  }

  /** Rounds of 4 until 4 are accepted, under this budget. */
  static Recipe recipe(@Nullable Budget budget) {
    return Records.versioned(Recipe.newBuilder(Given.uniform(4, 64, 4)).setBudget(budget).build());
  }

  /** Rounds of 4 until 4 are accepted, under a budget of this many candidates. */
  static Recipe candidates(Long most) {
    return recipe(new Budget(most, null, null, null));
  }
}
