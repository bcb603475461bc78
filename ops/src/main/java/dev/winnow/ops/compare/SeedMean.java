package dev.winnow.ops.compare;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * A mean over seeds with its 95 % confidence interval by Student's t distribution (1908): seeds are
 * independent and few.
 *
 * @param low lower end of the interval; null for one seed
 * @param high upper end; null for one seed
 * @param seeds number of seeds, at least 1
 */
public record SeedMean(double mean, @Nullable Double low, @Nullable Double high, int seeds) {
  private static final double UPPER_TAIL = 0.975;

  static SeedMean of(double[] values) {
    int n = values.length;
    double mean = Arrays.stream(values).average().orElseThrow();
    if (n == 1) {
      return new SeedMean(mean, null, null, n);
    }
    double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
    double error = Math.sqrt(squares / (n - 1) / n);
    double reach = TDistribution.of(n - 1).inverseCumulativeProbability(UPPER_TAIL) * error;
    return new SeedMean(mean, mean - reach, mean + reach, n);
  }
}
