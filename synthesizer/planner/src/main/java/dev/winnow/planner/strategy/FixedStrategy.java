package dev.winnow.planner.strategy;

import dev.winnow.planner.strategy.Decision.SampleMore;
import dev.winnow.planner.strategy.Decision.Satisfied;

/**
 * Vanilla rejection sampling: the same number for every prompt, in one round.
 *
 * @param candidates that number, at least 1
 */
record FixedStrategy(int candidates) implements Strategy {
  @Override
  public Decision decide(Counts counts) {
    int missing = candidates - counts.ordered();
    return missing > 0 ? new SampleMore(missing, new Wanted.Every()) : new Satisfied();
  }
}
