package dev.winnow.ops.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.runtime.metrics.Metric;
import dev.winnow.runtime.metrics.MetricTable;
import dev.winnow.runtime.metrics.MetricType;
import dev.winnow.schemas.testing.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The page of metrics is what the code says. With {@code -Dwinnow.update} the page is written anew.
 */
class MetricsPageTest {
  private static final String BEGIN = "<!-- generated: %s -->\n";
  private static final String END = "<!-- end -->";

  @Test
  void listsTheMetricsOfTheCode() throws Exception {
    assertThat(generated("metrics", MetricTable.metrics())).isEqualTo(MetricTable.metrics());
  }

  @Test
  void listsTheLabelsOfTheCode() throws Exception {
    assertThat(generated("labels", MetricTable.labels())).isEqualTo(MetricTable.labels());
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

  private static String generated(String table, String wanted) throws Exception {
    Path file = Repository.file("ops/docs/metrics.md");
    String page = Files.readString(file);
    String begin = BEGIN.formatted(table);
    assertThat(page).contains(begin);
    int from = page.indexOf(begin) + begin.length();
    int to = page.indexOf(END, from);
    if (System.getProperty("winnow.update") != null) {
      Files.writeString(file, page.substring(0, from) + wanted + page.substring(to));
      return wanted;
    }
    return page.substring(from, to);
  }
}
