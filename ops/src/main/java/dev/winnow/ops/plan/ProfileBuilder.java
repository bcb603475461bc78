package dev.winnow.ops.plan;

import dev.winnow.planner.whatif.Profile;
import java.util.Arrays;

/** Collects prompts one by one, in two growing arrays: a million prompts need 16 MB. */
final class ProfileBuilder {
  /** More prompts are rejected: a simulation of them would not fit into the usual heap. */
  static final int MAX_PROMPTS = 5_000_000;

  private double[] passRates = new double[1024];
  private double[] meanTokens = new double[1024];
  private int size;

  void add(double passRate, double tokens) {
    if (size == passRates.length) {
      passRates = Arrays.copyOf(passRates, 2 * size);
      meanTokens = Arrays.copyOf(meanTokens, 2 * size);
    }
    passRates[size] = passRate;
    meanTokens[size++] = tokens;
  }

  int size() {
    return size;
  }

  Profile build() {
    return new Profile(Arrays.copyOf(passRates, size), Arrays.copyOf(meanTokens, size));
  }
}
