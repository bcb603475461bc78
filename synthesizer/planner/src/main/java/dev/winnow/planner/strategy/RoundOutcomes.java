package dev.winnow.planner.strategy;

import dev.winnow.planner.difficulty.PassRates;
import java.util.HashMap;
import java.util.Map;

/**
 * How likely a round of a given size accepts how many, at each pass rate. What reaches the wanted
 * number counts as that number: more is not worth more. Not thread-safe.
 */
final class RoundOutcomes {
  private final int wanted;
  private final Map<Integer, double[][]> bySize = new HashMap<>();

  RoundOutcomes(int wanted) {
    this.wanted = wanted;
  }

  /**
   * Returns the probabilities for a round of this size, by pass rate, then by accepted candidates
   * up to the wanted number.
   */
  double[][] of(int size) {
    return bySize.computeIfAbsent(size, this::compute);
  }

  private double[][] compute(int size) {
    double[] logChoices = new double[Math.min(size, wanted - 1) + 1];
    for (int accepted = 1; accepted < logChoices.length; accepted++) {
      logChoices[accepted] =
          logChoices[accepted - 1] + Math.log((double) (size - accepted + 1) / accepted);
    }
    double[][] outcomes = new double[PassRates.COUNT][wanted + 1];
    for (int rate = 0; rate < outcomes.length; rate++) {
      double fewer = 0;
      for (int accepted = 0; accepted < logChoices.length; accepted++) {
        double likelihood = PassRates.logLikelihood(rate, accepted, size - accepted);
        outcomes[rate][accepted] = Math.exp(logChoices[accepted] + likelihood);
        fewer += outcomes[rate][accepted];
      }
      outcomes[rate][wanted] = size < wanted ? 0 : Math.max(0, 1 - fewer);
    }
    return outcomes;
  }
}
