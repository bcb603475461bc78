package dev.winnow.ops.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.docs.GeneratedSection;
import dev.winnow.runtime.metrics.Metric;
import dev.winnow.runtime.metrics.MetricTable;
import dev.winnow.runtime.metrics.MetricType;
import org.junit.jupiter.api.Test;

/** The page of metrics is what the code says. */
class MetricsPageTest {
  private static final String PAGE = "ops/docs/metrics.md";

  @Test
  void listsTheMetricsOfTheCode() throws Exception {
    new GeneratedSection(PAGE, "metrics").requireLines(MetricTable.metrics());
  }

  @Test
  void listsTheLabelsOfTheCode() throws Exception {
    new GeneratedSection(PAGE, "labels").requireLines(MetricTable.labels());
  }

  @Test
  void namesFollowTheConventionsOfPrometheus() {
    assertThat(MetricTable.all())
        .allSatisfy(
            metric -> {
              assertThat(metric.metricName()).matches("winnow_[a-z][a-z0-9_]*");
              assertThat(metric.metricName().endsWith("_total"))
                  .as(metric.metricName())
                  .isEqualTo(metric.definition().type() == MetricType.COUNTER);
              assertThat(metric.metricName())
                  .doesNotContain("millis")
                  .doesNotContain("_ms")
                  .doesNotContain("_kb");
              assertThat(metric.help()).isNotBlank().doesNotEndWith(".");
            });
    assertThat(MetricTable.all()).extracting(Metric::metricName).doesNotHaveDuplicates();
  }
}
