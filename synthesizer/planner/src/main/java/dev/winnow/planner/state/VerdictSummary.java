package dev.winnow.planner.state;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Verdict;

/**
 * What counts of a verdict.
 *
 * @param reason code of the verdict
 * @param tokens to charge for the candidate, at least 0
 * @param identical whether its response is identical to an earlier one of the prompt
 */
public record VerdictSummary(Outcome outcome, String reason, int tokens, boolean identical) {
  /**
   * What counts of this verdict. A candidate that was sampled, though nobody knows how long it is,
   * is charged with the most that it may have.
   *
   * @param maxTokens of a candidate, the recipe's
   */
  public static VerdictSummary of(Verdict verdict, int maxTokens) {
    boolean isUnknown = verdict.getTokensEstimated() && verdict.getTokens() <= 0;
    int tokens = isUnknown ? maxTokens : Math.max(0, verdict.getTokens());
    return new VerdictSummary(
        verdict.getOutcome(), verdict.getReason(), tokens, verdict.getIdentical());
  }
}
