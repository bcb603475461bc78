package dev.winnow.ops.evaluate;

/**
 * The unbiased estimator of the probability that at least one of k candidates is right (Chen et
 * al., arXiv 2107.03374, equation 1). Pure.
 */
public final class PassAtK {
  private PassAtK() {}

  /**
   * Returns 1 - C(n - c, k) / C(n, k).
   *
   * @param n candidates that were judged, at least k
   * @param c those of them that are right, 0 to n
   * @param k at least 1
   */
  public static double of(int n, int c, int k) {
    if (k < 1 || n < k || c < 0 || c > n) {
      throw new IllegalArgumentException("pass@%d of %d right among %d".formatted(k, c, n));
    }
    if (n - c < k) {
      return 1;
    }
    double none = 1;
    for (int i = n - c + 1; i <= n; i++) {
      none *= 1 - (double) k / i;
    }
    return 1 - none;
  }
}
