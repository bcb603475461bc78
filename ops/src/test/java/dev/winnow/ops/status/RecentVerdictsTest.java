package dev.winnow.ops.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.status.StreamStatus.Rates;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.testing.Records;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecentVerdictsTest {
  private static final Instant NOW = Records.NOW;

  private final RecentVerdicts recent = new RecentVerdicts();

  private void add(Outcome outcome, long secondsAgo) {
    recent.add(
        Verdict.newBuilder()
            .setPromptId("p")
            .setIndex(0)
            .setRecipe("arithmetic")
            .setRecipeVersion("0123456789ab")
            .setOutcome(outcome)
            .setReason("EQUAL")
            .setTokens(120)
            .setVerifier("math/1")
            .setJudgedAt(NOW)
            .build(),
        NOW.minusSeconds(secondsAgo).toEpochMilli());
  }

  @Test
  void countsTheLastMinute() {
    add(Outcome.ACCEPTED, 59);
    add(Outcome.ACCEPTED, 0);
    add(Outcome.REJECTED, 30);

    Rates rates = recent.rates(NOW);

    assertThat(rates.acceptedPerSecond()).isEqualTo(2 / 60.0);
    assertThat(rates.rejectedPerSecond()).isEqualTo(1 / 60.0);
    assertThat(rates.candidatesPerSecond()).isEqualTo(3 / 60.0);
    assertThat(rates.tokensPerSecond()).isEqualTo(6.0);
  }

  @Test
  void whatIsOlderCountsNoMore() {
    add(Outcome.ACCEPTED, 60);
    add(Outcome.ACCEPTED, 3_600);

    assertThat(recent.rates(NOW).candidatesPerSecond()).isZero();
  }

  @Test
  void aLateRecordDoesNotEraseALaterSecond() {
    add(Outcome.ACCEPTED, 0);
    add(Outcome.REJECTED, 60);

    assertThat(recent.rates(NOW).acceptedPerSecond()).isEqualTo(1 / 60.0);
  }
}
