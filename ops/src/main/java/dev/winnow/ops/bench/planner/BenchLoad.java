package dev.winnow.ops.bench.planner;

import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Recipe;
import java.util.List;

/**
 * What a run is given: prompts of one recipe, and how often their candidates are accepted.
 *
 * @param prompts at least one
 */
record BenchLoad(Recipe recipe, List<Prompt> prompts, ReferencePassRates rates) {
  /** Returns the load of a recipe; each recipe gets the same problems. */
  static BenchLoad of(Recipe recipe, PlannerBenchConfig config) {
    List<Prompt> prompts = WordProblems.of(recipe.getName(), config.prompts(), config.seed());
    return new BenchLoad(recipe, prompts, new ReferencePassRates(config.seed()));
  }
}
