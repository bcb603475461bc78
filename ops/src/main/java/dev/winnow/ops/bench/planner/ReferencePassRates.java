package dev.winnow.ops.bench.planner;

import dev.winnow.schemas.CandidateSeed;

/**
 * How often candidates are accepted: a spread from hard prompts to easy ones, with a mean of a
 * third and a tenth of the prompts below 1 in 100. Pure functions of their arguments and the seed,
 * so that every run meets the same verdicts.
 */
record ReferencePassRates(long seed) {
  private static final int OF_THE_PROBLEM = -1;

  /** Returns the chance of each candidate of a prompt, by the problem that it asks, 0 to 1. */
  double of(String problem) {
    double place = unit(problem, OF_THE_PROBLEM);
    return place * place;
  }

  boolean accepts(String problem, int index) {
    return unit(problem, index) < of(problem);
  }

  /** Returns a number of the uniform distribution over [0, 1). */
  private double unit(String problem, int index) {
    return (CandidateSeed.of(problem, index, seed) >>> 11) * 0x1p-53;
  }
}
