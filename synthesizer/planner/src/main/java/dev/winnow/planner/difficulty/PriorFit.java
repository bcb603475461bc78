package dev.winnow.planner.difficulty;

import java.util.Map;

/**
 * Fits a prior to what was seen (empirical Bayes): the weights that make the verdicts likeliest, by
 * expectation maximisation, with a base prior that counts as so many more prompts.
 *
 * <p>Prompts that are still being sampled count with the verdicts they have. Leaving them out would
 * favour the easy ones, which end first; with them the stopping rule cancels out of the likelihood.
 */
final class PriorFit {
  private static final int ITERATIONS = 80;

  private PriorFit() {}

  static Prior fit(Map<Cell, Long> cells, Prior base, double basePrompts) {
    int size = cells.size();
    double[][] likelihoods = new double[size][];
    double[] prompts = new double[size];
    int next = 0;
    for (Map.Entry<Cell, Long> cell : cells.entrySet()) {
      likelihoods[next] = likelihood(cell.getKey());
      prompts[next++] = cell.getValue();
    }
    Prior prior = base;
    for (int i = 0; i < ITERATIONS && size > 0; i++) {
      prior = improve(prior, likelihoods, prompts, base, basePrompts);
    }
    return prior;
  }

  private static Prior improve(
      Prior prior, double[][] likelihoods, double[] prompts, Prior base, double basePrompts) {
    double[] expected = new double[PassRates.COUNT];
    for (int rate = 0; rate < expected.length; rate++) {
      expected[rate] = basePrompts * base.weight(rate);
    }
    for (int cell = 0; cell < prompts.length; cell++) {
      double[] likelihood = likelihoods[cell];
      double evidence = 0;
      for (int rate = 0; rate < expected.length; rate++) {
        evidence += prior.weight(rate) * likelihood[rate];
      }
      double share = prompts[cell] / evidence;
      for (int rate = 0; rate < expected.length; rate++) {
        expected[rate] += share * prior.weight(rate) * likelihood[rate];
      }
    }
    return Prior.proportionalTo(expected);
  }

  /**
   * Returns the likelihoods, scaled so that the highest is 1. The scale cancels out, and unscaled
   * values would underflow.
   */
  private static double[] likelihood(Cell cell) {
    double[] likelihood = new double[PassRates.COUNT];
    double most = Double.NEGATIVE_INFINITY;
    for (int rate = 0; rate < likelihood.length; rate++) {
      likelihood[rate] =
          PassRates.logLikelihood(rate, cell.accepted(), cell.judged() - cell.accepted());
      most = Math.max(most, likelihood[rate]);
    }
    for (int rate = 0; rate < likelihood.length; rate++) {
      likelihood[rate] = Math.exp(likelihood[rate] - most);
    }
    return likelihood;
  }
}
