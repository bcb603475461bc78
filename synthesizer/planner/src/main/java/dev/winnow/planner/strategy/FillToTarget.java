package dev.winnow.planner.strategy;

import dev.winnow.planner.strategy.Decision.SampleMore;
import dev.winnow.planner.strategy.Decision.Satisfied;

/**
 * Rounds that fill a wanted number: the first orders what is wanted; each later one what is
 * expected to fill the rest, at the mean pass rate of a uniform prior (Laplace's rule of
 * succession), and at the share of candidates that were judged.
 */
final class FillToTarget {
  private FillToTarget() {}

  static Decision decide(Counts counts, int wanted, int maxCandidates, int maxRound) {
    int missing = wanted - counts.accepted();
    if (missing <= 0) {
      return new Satisfied();
    }
    int left = maxCandidates - counts.ordered();
    if (left <= 0) {
      return EndReasons.maxCandidates(counts, wanted);
    }
    int round = Math.min(left, Math.min(maxRound, expectedToFill(missing, counts)));
    return new SampleMore(round, new Wanted.Number(wanted));
  }

  private static int expectedToFill(int missing, Counts counts) {
    if (counts.judged() == 0) {
      return missing;
    }
    long expected = Math.ceilDiv((long) missing * (counts.judged() + 2), counts.accepted() + 1);
    return (int) Math.min(Integer.MAX_VALUE, Math.ceil(expected * counts.ordersPerJudged()));
  }
}
