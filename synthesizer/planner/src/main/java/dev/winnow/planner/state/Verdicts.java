package dev.winnow.planner.state;

import dev.winnow.schemas.Information;
import java.util.BitSet;

/**
 * The verdicts on a prompt's candidates so far. The bitmap is never changed in place.
 *
 * @param indices that have their verdict
 * @param tally by outcome
 * @param tokens of them
 * @param identical those of them whose response is identical to an earlier one
 * @param reasons why candidates are undecided
 */
public record Verdicts(
    BitSet indices, Tally tally, TokenCounts tokens, int identical, UndecidedReasons reasons) {
  static final Verdicts NONE =
      new Verdicts(new BitSet(), Tally.NONE, TokenCounts.NONE, 0, UndecidedReasons.NONE);

  /** Returns the number of verdicts on candidates that could not be sampled. */
  public int unsampled() {
    return reasons.unsampled();
  }

  Verdicts plus(int index, VerdictSummary verdict) {
    BitSet marked = (BitSet) indices.clone();
    marked.set(index);
    boolean isInformation = Information.isInformation(verdict.outcome());
    return new Verdicts(
        marked,
        tally.plus(verdict.outcome()),
        tokens.plus(verdict, isInformation),
        identical + (verdict.identical() ? 1 : 0),
        isInformation ? reasons : reasons.plus(verdict.reason()));
  }
}
