package dev.winnow.planner.difficulty;

/**
 * The pass rates that a prior tells apart: 0, then {@value #POSITIVE} from 0.00002 to 0.9975 that
 * are evenly spaced in log-odds, 0.29 apart. Finer ones could not be told apart by a few hundred
 * candidates.
 */
public final class PassRates {
  private static final int POSITIVE = 60;
  private static final double MIN = Math.log(2e-5);
  private static final double MAX = 6;

  /** Number of pass rates. */
  public static final int COUNT = POSITIVE + 1;

  private static final double[] RATES = new double[COUNT];
  private static final double[] LOG_PASS = new double[COUNT];
  private static final double[] LOG_FAIL = new double[COUNT];

  static {
    LOG_PASS[0] = Double.NEGATIVE_INFINITY;
    for (int i = 1; i < COUNT; i++) {
      double odds = Math.exp(MIN + (MAX - MIN) * (i - 1) / (POSITIVE - 1));
      RATES[i] = odds / (1 + odds);
      LOG_PASS[i] = Math.log(RATES[i]);
      LOG_FAIL[i] = Math.log1p(-RATES[i]);
    }
  }

  private PassRates() {}

  /** Returns the pass rate at an index below {@link #COUNT}, ascending. */
  public static double at(int index) {
    return RATES[index];
  }

  /** Returns the index of the pass rate that is nearest in log-odds; 0 for 0 only. */
  static int nearest(double passRate) {
    if (passRate <= 0) {
      return 0;
    }
    double odds = Math.clamp(Math.log(passRate / (1 - passRate)), MIN, MAX);
    return 1 + (int) Math.round((odds - MIN) / (MAX - MIN) * (POSITIVE - 1));
  }

  /**
   * Returns the logarithm of the probability of one sequence of this many accepted and failed
   * candidates.
   */
  public static double logLikelihood(int index, int accepted, int failed) {
    double passed = accepted == 0 ? 0 : accepted * LOG_PASS[index];
    return passed + failed * LOG_FAIL[index];
  }
}
