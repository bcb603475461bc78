package dev.winnow.ops.bench.planner;

import dev.winnow.planner.strategy.StrategyPlugin;
import dev.winnow.schemas.Allocation;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.SamplingParams;
import dev.winnow.schemas.rules.ContentHash;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The two recipes: rounds are small, so that a prompt takes several decisions. */
final class BenchRecipes {
  static final String POOL = "bench";
  static final int WANTED = 4;
  static final int MAX_CANDIDATES = 64;
  static final int MAX_ROUND = 8;

  private static final String PRICE = "100";
  private static final String ROUND_COST = "0.2";

  private BenchRecipes() {}

  /**
   * Returns the recipe of a run with the strategy {@code uniform}. Each run has recipes of its own,
   * so that it starts with nothing learned.
   */
  static Recipe uniform(int run) {
    return recipe("uniform-" + run, allocation("uniform", Map.of()));
  }

  /** Returns the recipe of a run with the strategy {@code adaptive}. */
  static Recipe adaptive(int run) {
    return recipe(
        "adaptive-" + run,
        allocation("adaptive", Map.of("price", PRICE, "round_cost", ROUND_COST)));
  }

  private static Allocation allocation(String strategy, Map<String, String> more) {
    Map<String, String> options = new HashMap<>(more);
    options.put("accepted", String.valueOf(WANTED));
    options.put("max_candidates", String.valueOf(MAX_CANDIDATES));
    options.put("max_round", String.valueOf(MAX_ROUND));
    return StrategyPlugin.catalog().complete(strategy, options);
  }

  private static Recipe recipe(String name, Allocation allocation) {
    Recipe recipe =
        Recipe.newBuilder()
            .setName(name)
            .setVersion("")
            .setPool(POOL)
            .setSampling(new SamplingParams(1.0, 0.95, 0, 2_048, List.of()))
            .setVerification(RecordFactory.verification(RecordFactory.check("math", Map.of())))
            .setAllocation(allocation)
            .setSeed(1)
            .setReissueAfterMs(Duration.ofMinutes(10).toMillis())
            .setMaxReissues(3)
            .setPublishedAt(Instant.now())
            .build();
    recipe.setVersion(ContentHash.ofRecipe(recipe));
    return recipe;
  }
}
