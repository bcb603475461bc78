package dev.winnow.planner.state;

import dev.winnow.schemas.Information;
import java.util.BitSet;

/**
 * What came of a prompt's candidates so far. The bitmap is never changed in place.
 *
 * @param indices that have their verdict
 * @param tally by outcome
 * @param tokens generated for them in all
 * @param informationTokens generated for those of them that were accepted or rejected
 * @param unsampled those of them that could not be sampled
 * @param identical those of them whose response is identical to an earlier one
 * @param reasons why candidates are undecided
 */
public record Verdicts(
    BitSet indices,
    Tally tally,
    long tokens,
    long informationTokens,
    int unsampled,
    int identical,
    UndecidedReasons reasons) {
  static final Verdicts NONE =
      new Verdicts(new BitSet(), Tally.NONE, 0, 0, 0, 0, UndecidedReasons.NONE);

  Verdicts plus(int index, VerdictSummary finding) {
    BitSet marked = (BitSet) indices.clone();
    marked.set(index);
    boolean isInformation = Information.isInformation(finding.outcome());
    return new Verdicts(
        marked,
        tally.plus(finding.outcome()),
        tokens + finding.tokens(),
        informationTokens + (isInformation ? finding.tokens() : 0),
        unsampled + (finding.isUnsampled() ? 1 : 0),
        identical + (finding.identical() ? 1 : 0),
        isInformation ? reasons : reasons.plus(finding.reason()));
  }
}
