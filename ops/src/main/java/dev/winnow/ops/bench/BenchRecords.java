package dev.winnow.ops.bench;

import dev.winnow.planner.strategy.StrategyPlugin;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.SamplingParams;
import dev.winnow.schemas.Scorer;
import dev.winnow.schemas.Verification;
import dev.winnow.schemas.rules.ContentHash;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The recipe and the prompts that benchmarks of the whole stream publish. */
final class BenchRecords {
  private static final String RECIPE = "bench";

  private BenchRecords() {}

  /** Returns a recipe that orders a fixed number of candidates for each prompt, at once. */
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

  /** Returns the same recipe, whose candidates are all scored, whatever the check says. */
  static Recipe scored(String pool, String scorerPool, int candidates) {
    Scorer scorer =
        new Scorer("rm", "reward", scorerPool, true, Map.of("value", "raw"), List.of("rm"));
    Recipe recipe = recipe(pool, candidates);
    recipe.setName(RECIPE + "-scored");
    recipe.setVerification(
        Verification.newBuilder(recipe.getVerification())
            .setScorers(List.of(scorer))
            .setAccept("rm > 0")
            .build());
    recipe.setVersion(ContentHash.ofRecipe(recipe));
    return recipe;
  }

  /** Returns a prompt of the plain recipe. */
  static Prompt prompt(int run, int number) {
    return prompt(RECIPE, run, number);
  }

  /** Returns a prompt of a recipe; its name, run and number make the prompt's id. */
  static Prompt prompt(String recipe, int run, int number) {
    String question =
        "A store of 412 shells gets %d, sells 98, gets 310 and sells 77. How many are left in run %d?"
            .formatted(number, run);
    return Prompt.newBuilder()
        .setId("%s-%d-%d".formatted(recipe, run, number))
        .setRecipe(recipe)
        .setMessages(List.of(RecordFactory.message("user", question)))
        .setReference(String.valueOf(number))
        .setPublishedAt(Instant.now())
        .build();
  }
}
