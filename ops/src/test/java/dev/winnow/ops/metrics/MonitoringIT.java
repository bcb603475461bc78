package dev.winnow.ops.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.runtime.metrics.StageName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus that scrapes a running stream; skipped where it is not installed. */
@Tag("long")
class MonitoringIT {
  private static final Duration LIMIT = Duration.ofSeconds(120);

  /** What Grafana puts in place of its variables. */
  private static final Map<String, String> VARIABLES =
      Map.of("$__rate_interval", "1m", "$recipe", ".*", "$pool", ".*", "$instance", ".*");

  @TempDir private Path directory;
  private MeasuredStream stream;
  private LocalPrometheus prometheus;

  @BeforeEach
  void start() throws Exception {
    LocalPrometheus.requireInstalled();
    stream = new MeasuredStream(directory);
    for (StageName stage : StageName.values()) {
      stream.start(stage);
    }
    prometheus =
        LocalPrometheus.start(
            directory.resolve("prometheus"),
            stream.stages().values().stream().map(MeasuredStage::address).toList());
    stream.publishPrompts();
    stream.publishBadRecords();
    stream.askGateway();
  }

  @AfterEach
  void stop() {
    if (prometheus != null) {
      prometheus.close();
    }
    if (stream != null) {
      stream.close();
    }
  }

  @Test
  void noPanelIsEmptyAndEveryRuleCanBeEvaluated() throws Exception {
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(() -> assertThat(emptyPanels()).isEmpty());

    List<JsonNode> rules = prometheus.rules();
    assertThat(rules).hasSize(MonitoringFiles.alerts().size());
    assertThat(rules)
        .allSatisfy(
            rule -> {
              assertThat(rule.path("health").asText())
                  .as(rule.path("name").asText())
                  .isEqualTo("ok");
              assertThat(rule.path("lastError").asText()).isEmpty();
            });
    assertThat(firing()).contains("WinnowDeadLetters").doesNotContain("WinnowPoolSilent");
  }

  private List<String> firing() {
    return prometheus.rules().stream()
        .filter(rule -> rule.path("state").asText().equals("firing"))
        .map(rule -> rule.path("name").asText())
        .toList();
  }

  private List<String> emptyPanels() throws IOException {
    List<String> empty = new ArrayList<>();
    for (MonitoringFiles.Panel panel : MonitoringFiles.panels()) {
      for (String expression : panel.expressions()) {
        if (prometheus.query(filled(expression)).isEmpty()) {
          empty.add(panel.title() + ": " + expression);
        }
      }
    }
    return empty;
  }

  private static String filled(String expression) {
    String filled = expression;
    for (Map.Entry<String, String> variable : VARIABLES.entrySet()) {
      filled = filled.replace(variable.getKey(), variable.getValue());
    }
    return filled;
  }
}
