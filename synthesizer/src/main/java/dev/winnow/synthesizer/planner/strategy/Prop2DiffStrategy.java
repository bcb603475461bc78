package dev.winnow.synthesizer.planner.strategy;

import dev.winnow.synthesizer.planner.strategy.Decision.SampleMore;
import java.util.OptionalDouble;

/**
 * Samples until a number in proportion to the prompt's difficulty is accepted (DARS-Prop2Diff,
 * arXiv 2407.13690, section 3), rounded up, at least 1. Difficulty is the fail rate: the one
 * published with the prompt, else the share of its judged candidates that were not accepted, from
 * the end of the probe on and with every candidate since.
 *
 * @param most accepted candidates wanted of a prompt that is never solved, at least 1
 * @param probe candidates of the first round of a prompt without a published fail rate
 * @param published fail rate, 0 to 1
 */
record Prop2DiffStrategy(int most, int probe, int maxTrials, int maxRound, OptionalDouble published)
    implements Strategy {
  @Override
  public Decision decide(Counts counts) {
    if (published.isEmpty() && counts.ordered() < probe) {
      int missing = Math.min(probe, maxTrials) - counts.ordered();
      return missing > 0
          ? new SampleMore(Math.min(maxRound, missing))
          : Filling.decide(counts, most, maxTrials, maxRound);
    }
    return Filling.decide(counts, wanted(counts), maxTrials, maxRound);
  }

  private int wanted(Counts counts) {
    double measured = counts.judged() == 0 ? 1 : 1 - (double) counts.accepted() / counts.judged();
    return Math.max(1, (int) Math.ceil(most * published.orElse(measured)));
  }
}
