package dev.winnow.planner.strategy;

import dev.winnow.planner.strategy.Decision.SampleMore;
import java.util.OptionalDouble;

/**
 * Samples until a number in proportion to the prompt's difficulty is accepted (DARS-Prop2Diff,
 * arXiv 2407.13690, section 3), rounded up, at least 1. Difficulty is the fail rate: the one
 * published with the prompt, else that of its first round with a candidate that was judged, the
 * probe. What is wanted is fixed by it: an estimate that moved with every round would stop where
 * luck has it.
 *
 * @param most accepted candidates wanted of a prompt that is never solved, at least 1
 * @param probe candidates of the first round of a prompt without a published fail rate
 * @param published fail rate, 0 to 1
 */
record Prop2DiffStrategy(
    int most, int probe, int maxCandidates, int maxRound, OptionalDouble published)
    implements Strategy {
  /** 0.07 of 100 are 7, whatever binary fractions make of it. */
  private static final double ROUNDING = 1e-9;

  @Override
  public Decision decide(Counts counts) {
    if (published.isEmpty() && counts.judged() == 0) {
      return probe(counts);
    }
    return FillToTarget.decide(counts, wanted(counts), maxCandidates, maxRound);
  }

  private Decision probe(Counts counts) {
    int left = maxCandidates - counts.ordered();
    return left > 0
        ? new SampleMore(Math.min(probe, Math.min(left, maxRound)), new Wanted.InProportion(most))
        : EndReasons.nothingJudged(counts);
  }

  private int wanted(Counts counts) {
    if (published.isPresent()) {
      return Math.max(1, (int) Math.ceil(most * published.getAsDouble() - ROUNDING));
    }
    return counts.wanted() instanceof Wanted.Number known
        ? known.accepted()
        : new Wanted.InProportion(most).after(counts.judged(), counts.accepted()).accepted();
  }
}
