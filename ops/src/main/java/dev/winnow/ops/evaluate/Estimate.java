package dev.winnow.ops.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A mean over prompts with its 95 % confidence interval, by bootstrap over prompts (Efron, 1979;
 * percentile method).
 *
 * @param mean NaN if there is no prompt
 * @param low lower end of the interval
 * @param high upper end of the interval
 * @param prompts prompts that count
 */
public record Estimate(double mean, double low, double high, int prompts) {
  private static final int DRAWS = 2_000;
  private static final double TAIL = 0.025;

  /**
   * Returns the estimate of pass@k. A prompt with fewer than k judged candidates does not count.
   *
   * @param seed decides what the bootstrap draws
   */
  public static Estimate passAt(int k, List<PromptResult> results, long seed) {
    return mean(
        results.stream()
            .filter(result -> result.judged() >= k)
            .mapToDouble(result -> PassAtK.of(result.judged(), result.right(), k))
            .toArray(),
        seed);
  }

  static Estimate mean(double[] values, long seed) {
    if (values.length == 0) {
      return new Estimate(Double.NaN, Double.NaN, Double.NaN, 0);
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[] means = new double[DRAWS];
    for (int draw = 0; draw < DRAWS; draw++) {
      double sum = 0;
      for (int i = 0; i < values.length; i++) {
        sum += values[random.nextInt(values.length)];
      }
      means[draw] = sum / values.length;
    }
    Arrays.sort(means);
    return new Estimate(
        Arrays.stream(values).average().orElseThrow(),
        means[(int) (TAIL * DRAWS)],
        means[(int) ((1 - TAIL) * DRAWS) - 1],
        values.length);
  }
}
