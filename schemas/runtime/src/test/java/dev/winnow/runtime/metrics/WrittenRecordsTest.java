package dev.winnow.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.runtime.testing.PrometheusText;
import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.ReplacedVerdict;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.testing.Records;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WrittenRecordsTest {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final WrittenRecords written = new WrittenRecords(StageMetrics.of(registry), "planner");

  @Test
  void countsVerdictsByReasonAndNotThoseThatReplaceOthers() {
    written.count(verdict(Outcome.ACCEPTED, "SAME_VALUE", null));
    written.count(
        verdict(
            Outcome.REJECTED,
            "DIFFERENT_VALUE",
            ReplacedVerdict.newBuilder()
                .setRevision(1)
                .setRecipeVersion("1")
                .setVerifier("v")
                .setOutcome(Outcome.ACCEPTED)
                .setReason("SAME_VALUE")
                .setIdenticalBefore(0)
                .setJudgedAt(Records.NOW)
                .build()));

    assertThat(sum("winnow_verdicts_total", Map.of())).isEqualTo(1);
    assertThat(sum("winnow_verdicts_total", Map.of("outcome", "accepted", "reason", "SAME_VALUE")))
        .isEqualTo(1);
  }

  @Test
  void aRequestThatIsIssuedAgainOrdersNothing() {
    written.count(request(0));
    written.count(request(1));

    assertThat(sum("winnow_candidates_ordered_total", Map.of("pool", Records.POOL))).isEqualTo(16);
    assertThat(sum("winnow_reissues_total", Map.of("stage", "planner", "pool", Records.POOL)))
        .isEqualTo(1);
  }

  @Test
  void countsAPromptOnlyWhenItHasEndedWithItsReasonAndDuration() {
    written.count(progress(PromptState.SAMPLING, null));
    written.count(progress(PromptState.SATISFIED, null));
    written.count(progress(PromptState.EXHAUSTED, "UNSOLVABLE"));

    assertThat(sum("winnow_prompts_ended_total", Map.of())).isEqualTo(2);
    assertThat(
            sum("winnow_prompts_ended_total", Map.of("state", "exhausted", "reason", "UNSOLVABLE")))
        .isEqualTo(1);
    assertThat(sum("winnow_prompts_ended_total", Map.of("state", "satisfied", "reason", "none")))
        .isEqualTo(1);
    assertThat(registry.scrape())
        .contains("winnow_prompt_duration_seconds_count{recipe=\"gsm8k\"} 2")
        .contains("winnow_prompt_duration_seconds_sum{recipe=\"gsm8k\"} 180.0");
  }

  @Test
  void countsDeadLettersByReasonAndNotTombstones() {
    written.count(null);
    written.count(
        DeadLetter.newBuilder()
            .setStage("planner")
            .setTopic("prompts")
            .setPartition(0)
            .setOffset(1)
            .setReason("NOT_AVRO")
            .setError("")
            .setFailedAt(Records.NOW)
            .build());

    assertThat(sum("winnow_dead_letters_total", Map.of("stage", "planner", "reason", "NOT_AVRO")))
        .isEqualTo(1);
  }

  private double sum(String name, Map<String, String> labels) {
    return PrometheusText.parse(registry.scrape()).get(name).sum(labels);
  }

  private static Verdict verdict(
      Outcome outcome, String reason, @Nullable ReplacedVerdict replaces) {
    return Verdict.newBuilder()
        .setPromptId("p")
        .setIndex(0)
        .setRecipe("gsm8k")
        .setRecipeVersion("1")
        .setOutcome(outcome)
        .setReason(reason)
        .setTokens(3)
        .setVerifier("v")
        .setJudgedAt(Records.NOW)
        .setReplaces(replaces)
        .build();
  }

  private static SamplingRequest request(int attempt) {
    return SamplingRequest.newBuilder()
        .setId("p/0+16")
        .setPrompt(Records.prompt("p"))
        .setRecipeVersion("1")
        .setPool(Records.POOL)
        .setRound(1)
        .setAttempt(attempt)
        .setFirstIndex(0)
        .setCount(16)
        .setSeed(1)
        .setSampling(Records.sampling())
        .setVerification(Records.recipe().getVerification())
        .setIssuedAt(Records.NOW)
        .build();
  }

  private static Progress progress(PromptState state, @Nullable String reason) {
    return Progress.newBuilder()
        .setPromptId("p")
        .setRecipe("gsm8k")
        .setRecipeVersion("1")
        .setState(state)
        .setReasonCode(reason)
        .setRound(1)
        .setOrdered(8)
        .setJudged(8)
        .setAccepted(4)
        .setRejected(4)
        .setUndecided(0)
        .setMetadata(Map.of())
        .setStartedAt(Records.NOW)
        .setUpdatedAt(Records.NOW.plus(Duration.ofSeconds(90)))
        .build();
  }

  @Test
  void theTableHasEveryMetricOnce() {
    List<String> rows = MetricTable.metrics();

    assertThat(rows).hasSize(MetricTable.all().size() + 2);
    assertThat(rows).doesNotHaveDuplicates();
  }
}
