package dev.winnow.planner;

import dev.winnow.schemas.Allocation;
import dev.winnow.schemas.Budget;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.rules.Violation;
import dev.winnow.schemas.testing.Records;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Legal recipes of every strategy, small enough to run to the end. */
enum AnyRecipe {
  FIXED {
    @Override
    Allocation allocation(Random random) {
      return Records.fixed(1 + random.nextInt(80));
    }
  },
  UNIFORM {
    @Override
    Allocation allocation(Random random) {
      int wanted = 1 + random.nextInt(6);
      return Records.uniform(wanted, wanted + random.nextInt(60), 1 + random.nextInt(16));
    }
  },
  PROP2DIFF {
    @Override
    Allocation allocation(Random random) {
      int most = 1 + random.nextInt(8);
      int maxCandidates = most + random.nextInt(60);
      int maxRound = 1 + random.nextInt(16);
      return Records.allocation(
          "prop2diff",
          "max_accepted",
          most,
          "max_candidates",
          maxCandidates,
          "max_round",
          maxRound,
          "probe",
          1 + random.nextInt(Math.min(maxCandidates, maxRound)),
          "fail_rate_field",
          FAIL_RATE);
    }
  },
  ADAPTIVE {
    @Override
    Allocation allocation(Random random) {
      int wanted = 1 + random.nextInt(40);
      int maxCandidates = wanted + random.nextInt(60);
      int maxRound = 1 + random.nextInt(32);
      return Records.allocation(
          "adaptive",
          "accepted",
          wanted,
          "max_candidates",
          maxCandidates,
          "max_round",
          maxRound,
          "price",
          1 + 60 * random.nextDouble());
    }
  };

  /** Field of a prompt's metadata. */
  static final String FAIL_RATE = "fail_rate";

  abstract Allocation allocation(Random random);

  /** Under it nothing is silent for too long. */
  Recipe recipe(boolean hasBudget, Random random) {
    Recipe recipe =
        Records.versioned(
            Recipe.newBuilder(Records.recipe())
                .setAllocation(allocation(random))
                .setBudget(hasBudget ? budget(random) : null)
                .setReissueAfterMs(Duration.ofDays(7).toMillis())
                .build());
    List<Violation> violations =
        Recipes.violations(recipe.getName(), recipe, Recipes.Requirements.NONE);
    if (!violations.isEmpty()) {
      throw new IllegalStateException(violations.toString());
    }
    return recipe;
  }

  private static Budget budget(Random random) {
    int longest = Records.sampling().getMaxTokens();
    return new Budget(
        sometimes(1 + random.nextInt(300), random),
        sometimes(longest + random.nextInt(longest * 100), random),
        sometimes(5 + random.nextInt(60), random),
        sometimes(longest * 5 + random.nextInt(longest * 60), random));
  }

  private static @Nullable Long sometimes(long limit, Random random) {
    return random.nextBoolean() ? limit : null;
  }
}
