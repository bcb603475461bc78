package dev.winnow.ops.calibrate;

/**
 * What a threshold does to one half of the labelled scores.
 *
 * @param threshold scores at or above it are accepted
 * @param candidates in the half
 * @param accepted of these
 * @param wrong of the accepted
 * @param right of all candidates, accepted or not
 */
public record OperatingPoint(double threshold, int candidates, int accepted, int wrong, int right) {
  /** Returns the share of the accepted that is wrong, in [0, 1]; NaN where nothing is accepted. */
  public double falseAcceptRate() {
    return (double) wrong / accepted;
  }

  /** Returns the share of all candidates that is accepted, in [0, 1]. */
  public double coverage() {
    return (double) accepted / candidates;
  }

  /**
   * Returns the share of the right candidates that is accepted, in [0, 1]; NaN where none is right.
   */
  public double recall() {
    return (double) (accepted - wrong) / right;
  }

  /** Returns the exact interval of the false-accept rate. */
  public BinomialInterval interval(double confidence) {
    return BinomialInterval.of(wrong, accepted, confidence);
  }
}
