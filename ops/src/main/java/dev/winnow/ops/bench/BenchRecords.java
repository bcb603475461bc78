package dev.winnow.ops.bench;

import dev.winnow.planner.strategy.StrategyPlugin;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.SamplingParams;
import dev.winnow.schemas.rules.ContentHash;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The recipe and the prompts that benchmarks of the whole stream publish. */
final class BenchRecords {
  private static final String RECIPE = "bench";

  private BenchRecords() {}

  /** A recipe that orders a fixed number of candidates for each prompt, at once. */
  static Recipe recipe(String pool, int candidates) {
    Recipe recipe =
        Recipe.newBuilder()
            .setName(RECIPE)
            .setVersion("")
            .setPool(pool)
            .setSampling(new SamplingParams(1.0, 1.0, 0, 256, List.of()))
            .setVerification(RecordFactory.verification(RecordFactory.check("math", Map.of())))
            .setAllocation(
                StrategyPlugin.catalog()
                    .complete("fixed", Map.of("candidates", String.valueOf(candidates))))
            .setSeed(1)
            .setReissueAfterMs(Duration.ofMinutes(5).toMillis())
            .setMaxReissues(3)
            .setPublishedAt(Instant.now())
            .build();
    recipe.setVersion(ContentHash.ofRecipe(recipe));
    return recipe;
  }

  /** A prompt of that recipe; run and number make its id. */
  static Prompt prompt(int run, int number) {
    String question =
        "A store of 412 shells gets %d, sells 98, gets 310 and sells 77. How many are left in run %d?"
            .formatted(number, run);
    return Prompt.newBuilder()
        .setId("bench-%d-%d".formatted(run, number))
        .setRecipe(RECIPE)
        .setMessages(List.of(RecordFactory.message("user", question)))
        .setReference(String.valueOf(number))
        .setPublishedAt(Instant.now())
        .build();
  }
}
