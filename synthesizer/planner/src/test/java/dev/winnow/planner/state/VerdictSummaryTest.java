package dev.winnow.planner.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Verdict;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class VerdictSummaryTest {
  private static final int MAX_TOKENS = 64;

  @Test
  void tokensAreChargedAsTheyAre() {
    assertThat(VerdictSummary.of(verdict("EQUAL", 5, false), MAX_TOKENS).tokens()).isEqualTo(5);
    assertThat(VerdictSummary.of(verdict("CUT_OFF", 5, true), MAX_TOKENS).tokens()).isEqualTo(5);
  }

  @Test
  void anUnknownNumberOfTokensIsChargedAsTheMostThereMayBe() {
    assertThat(VerdictSummary.of(verdict("CUT_OFF", 0, true), MAX_TOKENS).tokens())
        .isEqualTo(MAX_TOKENS);
  }

  @Test
  void aFailedCandidateIsChargedWithWhatItCost() {
    assertThat(VerdictSummary.of(verdict("CONTENT_FILTER", 7, false), MAX_TOKENS).tokens())
        .isEqualTo(7);
    assertThat(VerdictSummary.of(verdict("LOST", 0, false), MAX_TOKENS).tokens()).isZero();
  }

  @Test
  void aNegativeNumberOfTokensIsNotPaidBack() {
    assertThat(VerdictSummary.of(verdict("EQUAL", -5, false), MAX_TOKENS).tokens()).isZero();
  }

  private static Verdict verdict(String reason, int tokens, boolean isEstimated) {
    return Verdict.newBuilder()
        .setPromptId("p")
        .setIndex(0)
        .setRecipe("r")
        .setRecipeVersion("v")
        .setOutcome(Outcome.UNDECIDED)
        .setReason(reason)
        .setTokens(tokens)
        .setTokensEstimated(isEstimated)
        .setVerifier("math/1")
        .setJudgedAt(Instant.EPOCH)
        .build();
  }
}
