package dev.winnow.synthesizer.planner.strategy;

/** Words for what several strategies have to say. */
final class Reasons {
  private Reasons() {}

  static String maxTrials(Counts counts, int wanted) {
    return "%d of %d wanted were accepted in %d candidates, the recipe's max_trials"
        .formatted(counts.accepted(), wanted, counts.ordered());
  }
}
