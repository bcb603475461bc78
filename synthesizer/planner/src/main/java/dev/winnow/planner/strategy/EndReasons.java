package dev.winnow.planner.strategy;

import dev.winnow.planner.strategy.Decision.Exhausted;

/** What several strategies have to say. */
final class EndReasons {
  private static final String CANDIDATES_SPENT = "CANDIDATES_SPENT";

  private EndReasons() {}

  static Exhausted nothingJudged(Counts counts) {
    return new Exhausted(
        CANDIDATES_SPENT,
        "none of %d candidates, the recipe's max_candidates, could be judged"
            .formatted(counts.ordered()),
        false);
  }

  static Exhausted maxCandidates(Counts counts, int wanted) {
    return new Exhausted(
        CANDIDATES_SPENT,
        "%d of %d wanted were accepted in %d candidates, the recipe's max_candidates"
            .formatted(counts.accepted(), wanted, counts.ordered()),
        false);
  }
}
