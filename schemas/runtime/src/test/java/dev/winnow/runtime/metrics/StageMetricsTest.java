package dev.winnow.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.runtime.metrics.StageMetrics.Registration;
import dev.winnow.runtime.testing.PrometheusText;
import dev.winnow.runtime.testing.PrometheusText.Family;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StageMetricsTest {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final StageMetrics metrics = StageMetrics.of(registry);

  @Test
  void countsByLabels() {
    LabelledCounter verdicts = metrics.counter(PromptMetric.VERDICTS_TOTAL);

    verdicts.increment("gsm8k", "accepted", "SAME_VALUE");
    verdicts.add(2, "gsm8k", "rejected", "DIFFERENT_VALUE");

    Family family = scraped("winnow_verdicts_total");
    assertThat(family.type()).isEqualTo("counter");
    assertThat(family.sum(Map.of("recipe", "gsm8k", "outcome", "accepted"))).isEqualTo(1);
    assertThat(family.sum(Map.of("recipe", "gsm8k", "outcome", "rejected"))).isEqualTo(2);
  }

  @Test
  void recipesBeyondTheBoundAreCountedTogether() {
    LabelledCounter prompts = metrics.counter(PromptMetric.PROMPTS_TOTAL);
    int most = MetricLabel.RECIPE.maxValues();

    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < most + 50; i++) {
        prompts.increment("recipe-" + i);
      }
    }

    Family family = scraped("winnow_prompts_total");
    assertThat(family.series()).hasSize(most + 1);
    assertThat(family.sum(Map.of("recipe", "recipe-0"))).isEqualTo(2);
    assertThat(family.sum(Map.of("recipe", MetricLabel.OTHER))).isEqualTo(100);
  }

  @Test
  void aHostileNameIsEscapedAndALongOneIsNotKept() {
    LabelledCounter prompts = metrics.counter(PromptMetric.PROMPTS_TOTAL);

    prompts.increment("a\"b\\c\nd");
    prompts.increment("x".repeat(10_000));
    prompts.increment("");

    Family family = scraped("winnow_prompts_total");
    assertThat(family.series()).hasSize(3);
    assertThat(family.sum(Map.of("recipe", MetricLabel.OTHER))).isEqualTo(1);
    assertThat(family.sum(Map.of("recipe", MetricLabel.NONE))).isEqualTo(1);
  }

  @Test
  void aWrongNumberOfLabelsIsAnError() {
    LabelledCounter prompts = metrics.counter(PromptMetric.PROMPTS_TOTAL);

    assertThatThrownBy(() -> prompts.increment("recipe", "pool"))
        .hasMessageContaining("2 labels, want 1");
  }

  @Test
  void gaugesOfEqualLabelsAreCombinedAndUnknownOnesDoNotCount() {
    Registration one = metrics.gauge(WorkerMetric.INFLIGHT_CANDIDATES, () -> 3, "pool");
    Registration unused = metrics.gauge(WorkerMetric.INFLIGHT_CANDIDATES, () -> 4, "pool");
    Registration unknown =
        metrics.gauge(WorkerMetric.INFLIGHT_CANDIDATES, () -> Double.NaN, "pool");

    double both = scraped("winnow_inflight_candidates").sum(Map.of());
    one.close();
    double rest = scraped("winnow_inflight_candidates").sum(Map.of());
    unused.close();
    double nothingKnown = scraped("winnow_inflight_candidates").sum(Map.of());
    unknown.close();

    assertThat(both).isEqualTo(7);
    assertThat(rest).isEqualTo(4);
    assertThat(nothingKnown).isNaN();
    assertThat(registry.scrape()).doesNotContain("winnow_inflight_candidates");
  }

  @Test
  void aCounterOfSeveralSourcesNeverFallsWhenOneIsRemoved() {
    AtomicLong closing = new AtomicLong(5);
    Registration one =
        metrics.counterOf(KafkaClientMetric.KAFKA_RECORDS_SENT_TOTAL, closing::get, "producer");
    Registration unused =
        metrics.counterOf(KafkaClientMetric.KAFKA_RECORDS_SENT_TOTAL, () -> 2, "producer");

    one.close();
    closing.set(0);

    assertThat(scraped("winnow_kafka_records_sent_total").sum(Map.of("client", "producer")))
        .isEqualTo(7);
  }

  @Test
  void rowsThatAreNotFoundAgainDisappear() {
    GaugeRows rows = metrics.gaugeRows(StageMetric.QUEUE_REQUESTS);

    rows.set(Map.of(List.of("sampling", "a"), 1.0, List.of("sampling", "b"), 2.0));
    rows.set(Map.of(List.of("sampling", "b"), 3.0));

    assertThat(scraped("winnow_queue_requests").series())
        .extracting(PrometheusText.Series::labels, PrometheusText.Series::value)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Map.of("queue", "sampling", "pool", "b"), 3.0));
  }

  @Test
  void withoutARegistryNothingIsKept() {
    StageMetrics off = StageMetrics.off();

    off.counter(PromptMetric.PROMPTS_TOTAL).increment("recipe");
    Registration unused = off.gauge(WorkerMetric.INFLIGHT_CANDIDATES, () -> 3, "pool");

    assertThat(off.isOn()).isFalse();
    assertThat(registry.scrape()).isEmpty();
  }

  private Family scraped(String name) {
    return PrometheusText.parse(registry.scrape()).get(name);
  }
}
