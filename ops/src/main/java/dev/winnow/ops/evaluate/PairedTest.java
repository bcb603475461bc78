package dev.winnow.ops.evaluate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Compares two models on the same prompts: the mean difference of their pass rates, and the
 * two-sided p-value of the paired randomisation test (Fisher, 1935), which exchanges the models'
 * results of random prompts.
 *
 * @param prompts prompts with a judged candidate of both models
 * @param difference second model's mean pass rate less the first's; NaN without such prompts
 * @param pValue share of exchanges with a difference at least as large, never below 1 / 10,001
 */
public record PairedTest(int prompts, double difference, double pValue) {
  private static final int EXCHANGES = 10_000;

  /**
   * Compares.
   *
   * @param seed decides what is exchanged
   */
  public static PairedTest of(List<PromptResult> first, List<PromptResult> second, long seed) {
    Map<String, PromptResult> others = new HashMap<>();
    second.stream()
        .filter(result -> result.judged() > 0)
        .forEach(result -> others.put(result.id(), result));
    double[] differences =
        first.stream()
            .filter(result -> result.judged() > 0)
            .flatMapToDouble(
                result ->
                    Optional.ofNullable(others.get(result.id())).stream()
                        .mapToDouble(other -> rate(other) - rate(result)))
            .toArray();
    if (differences.length == 0) {
      return new PairedTest(0, Double.NaN, Double.NaN);
    }
    return test(differences, seed);
  }

  private static PairedTest test(double[] differences, long seed) {
    double observed = sum(differences);
    SplittableRandom random = new SplittableRandom(seed);
    int asLarge = 0;
    for (int i = 0; i < EXCHANGES; i++) {
      double sum = 0;
      for (double difference : differences) {
        sum += random.nextBoolean() ? difference : -difference;
      }
      // Sums of the same numbers in other signs differ by rounding.
      asLarge += Math.abs(sum) >= Math.abs(observed) - 1e-9 ? 1 : 0;
    }
    return new PairedTest(
        differences.length, observed / differences.length, (asLarge + 1.0) / (EXCHANGES + 1.0));
  }

  private static double rate(PromptResult result) {
    return (double) result.right() / result.judged();
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
