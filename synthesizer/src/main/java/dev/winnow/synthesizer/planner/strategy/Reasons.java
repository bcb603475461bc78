package dev.winnow.synthesizer.planner.strategy;

import dev.winnow.synthesizer.planner.strategy.Decision.Exhausted;

/** What several strategies have to say. */
final class Reasons {
  private Reasons() {}

  static Exhausted maxTrials(Counts counts, int wanted) {
    return new Exhausted(
        "%d of %d wanted were accepted in %d candidates, the recipe's max_trials"
            .formatted(counts.accepted(), wanted, counts.ordered()),
        false);
  }
}
