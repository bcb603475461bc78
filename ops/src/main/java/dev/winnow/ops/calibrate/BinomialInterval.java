package dev.winnow.ops.calibrate;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * An exact confidence interval of a probability (Clopper and Pearson, Biometrika 26, 1934).
 *
 * @param low in [0, 1]
 * @param high in [0, 1]
 */
public record BinomialInterval(double low, double high) {
  /**
   * Returns the two-sided interval for so many hits in so many independent trials.
   *
   * @param trials at least 0; the interval of none is [0, 1]
   * @param confidence in (0, 1), such as 0.95
   */
  public static BinomialInterval of(int hits, int trials, double confidence) {
    double tail = (1 - confidence) / 2;
    return new BinomialInterval(
        hits == 0 ? 0 : quantile(hits, trials - hits + 1, tail),
        hits == trials ? 1 : quantile(hits + 1, trials - hits, 1 - tail));
  }

  private static double quantile(int alpha, int beta, double probability) {
    return BetaDistribution.of(alpha, beta).inverseCumulativeProbability(probability);
  }
}
