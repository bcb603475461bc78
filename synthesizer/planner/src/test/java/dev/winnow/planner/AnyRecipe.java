package dev.winnow.planner;

import dev.winnow.schemas.AdaptiveAllocation;
import dev.winnow.schemas.Budget;
import dev.winnow.schemas.FixedAllocation;
import dev.winnow.schemas.Prop2DiffAllocation;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.UniformAllocation;
import dev.winnow.schemas.rules.RecipeRules;
import dev.winnow.schemas.testing.Records;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Legal recipes of every strategy, small enough to run to the end. */
enum AnyRecipe {
  FIXED {
    @Override
    Object allocation(Random random) {
      return new FixedAllocation(1 + random.nextInt(80));
    }
  },
  UNIFORM {
    @Override
    Object allocation(Random random) {
      int wanted = 1 + random.nextInt(6);
      return new UniformAllocation(wanted, wanted + random.nextInt(60), 1 + random.nextInt(16));
    }
  },
  PROP2DIFF {
    @Override
    Object allocation(Random random) {
      int most = 1 + random.nextInt(8);
      int maxCandidates = most + random.nextInt(60);
      int maxRound = 1 + random.nextInt(16);
      return Prop2DiffAllocation.newBuilder()
          .setMaxAccepted(most)
          .setMaxCandidates(maxCandidates)
          .setMaxRound(maxRound)
          .setProbe(1 + random.nextInt(Math.min(maxCandidates, maxRound)))
          .setFailRateField(FAIL_RATE)
          .build();
    }
  },
  ADAPTIVE {
    @Override
    Object allocation(Random random) {
      int wanted = 1 + random.nextInt(40);
      return AdaptiveAllocation.newBuilder()
          .setAccepted(wanted)
          .setMaxCandidates(wanted + random.nextInt(60))
          .setMaxRound(1 + random.nextInt(32))
          .setPrice(1 + 60 * random.nextDouble())
          .build();
    }
  };

  /** Field of a prompt's metadata. */
  static final String FAIL_RATE = "fail_rate";

  abstract Object allocation(Random random);

  /** Under it nothing is silent for too long. */
  Recipe recipe(boolean hasBudget, Random random) {
    Recipe recipe =
        Records.versioned(
            Recipe.newBuilder(Records.recipe())
                .setAllocation(allocation(random))
                .setBudget(hasBudget ? budget(random) : null)
                .setReissueAfterMs(Duration.ofDays(7).toMillis())
                .build());
    if (!RecipeRules.violations(recipe).isEmpty()) {
      throw new IllegalStateException(RecipeRules.violations(recipe).toString());
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
