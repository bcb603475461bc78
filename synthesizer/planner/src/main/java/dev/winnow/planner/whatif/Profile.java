package dev.winnow.planner.whatif;

import java.util.Arrays;

/** Prompts as a simulation needs them. Immutable and thread-safe. */
public final class Profile {
  private final double[] passRates;
  private final double[] meanTokens;

  /**
   * Creates a profile; the arrays are copied.
   *
   * @param passRates how often a candidate of each prompt is accepted, 0 to 1
   * @param meanTokens mean tokens of a candidate of each prompt, positive
   * @throws IllegalArgumentException if there is no prompt, the lengths differ, or a number is out
   *     of range
   */
  public Profile(double[] passRates, double[] meanTokens) {
    if (passRates.length == 0 || passRates.length != meanTokens.length) {
      throw new IllegalArgumentException(
          "want as many pass rates as mean tokens and at least one, not %d and %d"
              .formatted(passRates.length, meanTokens.length));
    }
    if (!Arrays.stream(passRates).allMatch(rate -> rate >= 0 && rate <= 1)) {
      throw new IllegalArgumentException("want pass rates of 0 to 1");
    }
    if (!Arrays.stream(meanTokens).allMatch(tokens -> tokens > 0 && tokens < 1e9)) {
      throw new IllegalArgumentException("want mean tokens above 0 and below a billion");
    }
    this.passRates = passRates.clone();
    this.meanTokens = meanTokens.clone();
  }

  public int size() {
    return passRates.length;
  }

  double[] passRates() {
    return passRates.clone();
  }

  public double passRate(int prompt) {
    return passRates[prompt];
  }

  public double meanTokens(int prompt) {
    return meanTokens[prompt];
  }
}
