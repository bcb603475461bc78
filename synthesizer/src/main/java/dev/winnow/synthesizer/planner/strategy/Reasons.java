package dev.winnow.synthesizer.planner.strategy;

import dev.winnow.synthesizer.planner.strategy.Decision.Exhausted;

/** What several strategies have to say. */
final class Reasons {
  private static final String CANDIDATES_SPENT = "CANDIDATES_SPENT";

  private Reasons() {}

  static Exhausted nothingJudged(Counts counts) {
    return new Exhausted(
        CANDIDATES_SPENT,
        "none of %d candidates, the recipe's max_trials, could be judged"
            .formatted(counts.ordered()),
        false);
  }

  static Exhausted maxTrials(Counts counts, int wanted) {
    return new Exhausted(
        CANDIDATES_SPENT,
        "%d of %d wanted were accepted in %d candidates, the recipe's max_trials"
            .formatted(counts.accepted(), wanted, counts.ordered()),
        false);
  }
}
