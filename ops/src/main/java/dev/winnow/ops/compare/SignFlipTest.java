package dev.winnow.ops.compare;

import java.util.stream.LongStream;

/**
 * The exact two-sided p-value of the paired randomisation test over seeds (Fisher, 1935): if two
 * arms are the same, the signs of their differences are coins. Pure.
 */
final class SignFlipTest {
  /** 2^20 sums take less than a second. */
  static final int MAX_SEEDS = 20;

  private SignFlipTest() {}

  /**
   * Returns the share of all assignments of signs whose mean is at least as far from 0.
   *
   * @param differences one for each seed, 1 to 20; their order does not matter
   */
  static double pValue(double[] differences) {
    int n = differences.length;
    if (n < 1 || n > MAX_SEEDS) {
      throw new IllegalArgumentException(
          "want 1 to %d seeds to compare, not %d".formatted(MAX_SEEDS, n));
    }
    double observed = Math.abs(sum(differences, 0));
    // Sums of the same numbers in other signs differ by rounding.
    long asFar =
        LongStream.range(0, 1L << n)
            .filter(signs -> Math.abs(sum(differences, signs)) >= observed - 1e-12)
            .count();
    return (double) asFar / (1L << n);
  }

  private static double sum(double[] differences, long signs) {
    double sum = 0;
    for (int i = 0; i < differences.length; i++) {
      sum += (signs >> i & 1) == 0 ? differences[i] : -differences[i];
    }
    return sum;
  }
}
