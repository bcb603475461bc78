package dev.winnow.synthesizer.planner.strategy;

import dev.winnow.synthesizer.planner.strategy.Decision.Exhausted;
import dev.winnow.synthesizer.planner.strategy.Decision.SampleMore;
import dev.winnow.synthesizer.planner.strategy.Decision.Satisfied;

/**
 * Samples until enough are accepted (DARS-Uniform, arXiv 2407.13690, section 3). The first round
 * orders what is wanted; each later one what is expected to fill the rest, at the mean pass rate of
 * a uniform prior (Laplace's rule of succession).
 *
 * @param wanted accepted candidates, at least 1
 * @param maxTrials most candidates over the prompt's life
 * @param maxRound most candidates in one round
 */
record UniformStrategy(int wanted, int maxTrials, int maxRound) implements Strategy {
  @Override
  public Decision decide(Counts counts) {
    int missing = wanted - counts.accepted();
    if (missing <= 0) {
      return new Satisfied();
    }
    int left = maxTrials - counts.ordered();
    if (left <= 0) {
      return new Exhausted(
          "%d of %d wanted were accepted in %d candidates, the recipe's max_trials"
              .formatted(counts.accepted(), wanted, counts.ordered()));
    }
    long expected = expectedToFill(missing, counts);
    return new SampleMore((int) Math.min(expected, Math.min(left, maxRound)));
  }

  /** Long, since the product of two counts of a large recipe is. */
  private static long expectedToFill(int missing, Counts counts) {
    if (counts.judged() == 0) {
      return missing;
    }
    return Math.ceilDiv(missing * (counts.judged() + 2L), counts.accepted() + 1L);
  }
}
