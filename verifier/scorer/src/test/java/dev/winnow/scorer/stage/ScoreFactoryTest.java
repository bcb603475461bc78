package dev.winnow.scorer.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Score;
import dev.winnow.schemas.testing.Records;
import dev.winnow.scorer.ScoringCost;
import dev.winnow.scorer.ScoringRequests;
import dev.winnow.scorer.ScoringResult;
import dev.winnow.scorer.ScoringResult.Failed;
import dev.winnow.scorer.ScoringResult.Values;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of an engine's result before a verifier decides by it. */
class ScoreFactoryTest {
  private static final ScoreFactory SCORES = new ScoreFactory("reward/1", "rm");
  private static final ScoringCost COST = new ScoringCost(7, 1, 0.5);

  @Test
  void valuesAndCostAreWritten() {
    Score score = of(new Values(Map.of("helpful", 23.0), COST, Optional.empty()));

    assertThat(score.getValues()).containsExactlyEntriesOf(Map.of("helpful", 23.0));
    assertThat(score.getScoredBy().getScorer()).isEqualTo("helpful");
    assertThat(score.getScoredBy().getVersion()).isEqualTo("reward/1");
    assertThat(score.getScoredBy().getModel()).isEqualTo("rm");
    assertThat(score.getScoredBy().getInputTokens()).isEqualTo(7);
    assertThat(score.getScoredBy().getSeconds()).isEqualTo(0.5);
    assertThat(score.getScoredBy().getFailureCode()).isEmpty();
  }

  @Test
  void anotherScoreThanTheOrderedOneIsAFailure() {
    Score score = of(new Values(Map.of("other", 1.0), COST, Optional.empty()));

    assertThat(score.getValues()).isEmpty();
    assertThat(score.getScoredBy().getFailureCode()).contains("BAD_ANSWER");
  }

  @Test
  void aNumberThatIsNotFiniteIsAFailure() {
    for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      Score score = of(new Values(Map.of("helpful", value), COST, Optional.empty()));

      assertThat(score.getValues()).isEmpty();
      assertThat(score.getScoredBy().getFailureCode()).contains("NOT_FINITE");
    }
  }

  @Test
  void foreignTextIsBoundedAndWellFormed() {
    String text = "\ud800" + "x".repeat(10_000);

    Score score = of(new Failed("UNPARSABLE", text, COST, Optional.of(text)));

    assertThat(score.getScoredBy().getFailure().orElseThrow()).startsWith("?x").hasSize(2_000);
    assertThat(score.getScoredBy().getDetail().orElseThrow()).startsWith("?x").hasSize(4_000);
  }

  private static Score of(ScoringResult result) {
    return SCORES.of(ScoringRequests.reward("p", 0, "a"), result, Records.NOW);
  }
}
