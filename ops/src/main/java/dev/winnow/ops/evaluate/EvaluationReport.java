package dev.winnow.ops.evaluate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluation found, for scripts.
 *
 * @param models the models, one or two
 * @param comparison of the second with the first; null for one model, or if they share no prompt
 */
public record EvaluationReport(List<Model> models, @Nullable PairedTest comparison) {
  /** A model's results. */
  public record Model(String model, List<Pass> pass, List<PromptResult> prompts) {
    /** Returns the results with an estimate for each k. */
    public static Model of(String model, List<PromptResult> results, List<Integer> ks, long seed) {
      return new Model(
          model, ks.stream().map(k -> pass(k, results, seed)).toList(), List.copyOf(results));
    }

    private static Pass pass(int k, List<PromptResult> results, long seed) {
      Estimate estimate = Estimate.passAt(k, results, seed);
      return new Pass(k, estimate.prompts() == 0 ? null : estimate);
    }
  }

  /**
   * An estimate over all prompts.
   *
   * @param estimate null if no prompt has k judged candidates
   */
  public record Pass(int k, @Nullable Estimate estimate) {}

  /** Returns the report on these models. */
  public static EvaluationReport of(List<Model> models, long seed) {
    if (models.size() < 2) {
      return new EvaluationReport(models, null);
    }
    PairedTest test = PairedTest.of(models.get(0).prompts(), models.get(1).prompts(), seed);
    return new EvaluationReport(models, test.prompts() == 0 ? null : test);
  }
}
