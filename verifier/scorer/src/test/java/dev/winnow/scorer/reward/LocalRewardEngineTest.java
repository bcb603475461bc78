package dev.winnow.scorer.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.schemas.ScoringRequest;
import dev.winnow.schemas.plugin.Options;
import dev.winnow.scorer.ScorerEngine;
import dev.winnow.scorer.ScoringRequests;
import dev.winnow.scorer.ScoringResult;
import dev.winnow.scorer.ScoringResult.Failed;
import dev.winnow.scorer.ScoringResult.Values;
import dev.winnow.scorer.TransientScoringException;
import dev.winnow.transformer.testing.TinyModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reward model in this process, as a worker uses it. */
class LocalRewardEngineTest {
  private static final RewardOptions RAW = new RewardOptions(RewardValue.RAW);

  @TempDir private Path directory;

  @Test
  void aCandidateHasTheSameScoreAloneAndBesideAnother() throws Exception {
    try (ScorerEngine<RewardOptions> engine = engine(1_000)) {
      double alone = value(engine.score(RAW, List.of(request(0, "ab"))).getFirst());

      List<ScoringResult> both = engine.score(RAW, List.of(request(1, "c"), request(0, "ab")));

      assertThat(value(both.get(1))).isCloseTo(alone, within(1e-4));
      assertThat(value(both.get(0))).isNotEqualTo(value(both.get(1)));
      assertThat(both.get(0).cost().inputTokens()).isPositive();
    }
  }

  @Test
  void theSigmoidIsAppliedWhereARecipeWantsIt() throws Exception {
    try (ScorerEngine<RewardOptions> engine = engine(1_000)) {
      double raw = value(engine.score(RAW, List.of(request(0, "ab"))).getFirst());

      List<ScoringResult> squashed =
          engine.score(new RewardOptions(RewardValue.SIGMOID), List.of(request(0, "ab")));

      assertThat(value(squashed.getFirst())).isEqualTo(1 / (1 + Math.exp(-raw)));
    }
  }

  @Test
  void aTextBeyondTheContextOrTheBoundFailsAloneAndIsNeverCut() throws Exception {
    try (ScorerEngine<RewardOptions> engine = engine(1_000)) {
      List<ScoringResult> results =
          engine.score(
              RAW,
              List.of(
                  request(0, "ab ".repeat(200)), request(1, "x".repeat(2_000)), request(2, "c")));

      assertThat(results.get(0))
          .isInstanceOfSatisfying(Failed.class, f -> assertThat(f.code()).isEqualTo("TOO_LONG"));
      assertThat(results.get(1))
          .isInstanceOfSatisfying(Failed.class, f -> assertThat(f.code()).isEqualTo("TOO_LONG"));
      assertThat(results.get(2)).isInstanceOf(Values.class);
    }
  }

  @Test
  void aClosedEngineGivesItsRequestsBack() throws Exception {
    ScorerEngine<RewardOptions> engine = engine(1_000);
    engine.close();
    engine.close();

    assertThatThrownBy(() -> engine.score(RAW, List.of(request(0, "ab"))))
        .isInstanceOf(TransientScoringException.class);
  }

  private ScorerEngine<RewardOptions> engine(int maxChars) throws IOException {
    Path model = TinyModel.llama().withScore().write(directory);
    RewardWorkerOptions options =
        Options.bind(
            RewardWorkerOptions.class,
            Map.of(
                "model", model.toString(), "device", "cpu", "max_chars", String.valueOf(maxChars)));
    return new RewardPlugin().prepare(options).get();
  }

  private static ScoringRequest request(int index, String response) {
    return ScoringRequests.reward("p", index, response);
  }

  private static double value(ScoringResult result) {
    assertThat(result).isInstanceOf(Values.class);
    return ((Values) result).values().getOrDefault("helpful", Double.NaN);
  }
}
