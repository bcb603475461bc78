package dev.winnow.planner.state;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.ScoredBy;
import dev.winnow.schemas.Verdict;

/**
 * What counts of a verdict.
 *
 * @param reason code of the verdict
 * @param tokens of the candidate that are charged, at least 0
 * @param scoringTokens that its scorers read and generated, at least 0
 * @param identical whether its response is identical to an earlier one of the prompt
 */
public record VerdictSummary(
    Outcome outcome, String reason, int tokens, long scoringTokens, boolean identical) {
  /** Most tokens of one verdict's scorers: a forged record must not overflow a sum. */
  private static final long MAX_SCORING_TOKENS = 1L << 40;

  /**
   * Returns what counts of this verdict. A sampled candidate of unknown length is charged with the
   * most tokens that it may have.
   *
   * @param maxTokens of a candidate, the recipe's
   */
  public static VerdictSummary of(Verdict verdict, int maxTokens) {
    boolean isUnknown = verdict.getTokensEstimated() && verdict.getTokens() <= 0;
    int tokens = isUnknown ? maxTokens : Math.max(0, verdict.getTokens());
    return new VerdictSummary(
        verdict.getOutcome(),
        verdict.getReason(),
        tokens,
        scoringTokens(verdict),
        verdict.getIdentical());
  }

  /** Tokens that count for a budget. */
  public long allTokens() {
    return tokens + scoringTokens;
  }

  private static long scoringTokens(Verdict verdict) {
    long sum = 0;
    for (ScoredBy scorer : verdict.getScoredBy()) {
      sum = Math.min(MAX_SCORING_TOKENS, sum + bounded(scorer.getInputTokens()));
      sum = Math.min(MAX_SCORING_TOKENS, sum + bounded(scorer.getOutputTokens()));
    }
    return sum;
  }

  private static long bounded(long tokens) {
    return Math.clamp(tokens, 0, MAX_SCORING_TOKENS);
  }
}
