package dev.winnow.scorer.reward;

import java.util.Locale;

/**
 * How the values of a process reward model, one for each step of a response, become one score (<a
 * href="https://arxiv.org/abs/2305.20050">Let's verify step by step</a>).
 */
public enum StepReduction {
  /** The value of the weakest step. */
  MIN,
  /** The product of all values: the probability that every step is right. */
  PROD,
  /** The value of the last step. */
  LAST;

  /** Returns one score of at least one value. NaN where any value is NaN. */
  double of(double[] steps) {
    double result = this == LAST ? steps[steps.length - 1] : steps[0];
    for (int i = 1; i < steps.length && this != LAST; i++) {
      result = this == MIN ? Math.min(result, steps[i]) : result * steps[i];
    }
    return result;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
