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
    return new SampleMore(Math.min(left, Math.min(maxRound, expectedToFill(missing, counts))));
  }

  private static int expectedToFill(int missing, Counts counts) {
    if (counts.judged() == 0) {
      return missing;
    }
    return Math.ceilDiv(missing * (counts.judged() + 2), counts.accepted() + 1);
  }
}
