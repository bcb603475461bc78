package dev.winnow.ops.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.winnow.runtime.metrics.Metric;
import dev.winnow.runtime.metrics.MetricTable;
import dev.winnow.runtime.metrics.StageName;
import dev.winnow.schemas.testing.Repository;
import dev.winnow.schemas.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Dashboards and rules, held to the metrics that exist and to the page of alerts. */
class MonitoringFilesTest {
  private static final Pattern OURS = Pattern.compile("\\bwinnow_[a-z0-9_]+");

  @Test
  void dashboardsAndRulesUseOnlyMetricsThatExist() throws IOException {
    Set<String> known =
        Stream.of(StageName.values())
            .flatMap(stage -> MetricTable.of(stage).stream())
            .map(Metric::metricName)
            .collect(Collectors.toSet());
    List<String> expressions = new ArrayList<>(MonitoringFiles.alerts().values());
    MonitoringFiles.panels().forEach(panel -> expressions.addAll(panel.expressions()));

    assertThat(expressions.stream().flatMap(MonitoringFilesTest::metrics)).isSubsetOf(known);
  }

  @Test
  void everyPanelHasATitleOfItsOwnAndSaysWhatItShows() throws IOException {
    assertThat(MonitoringFiles.panels())
        .extracting(MonitoringFiles.Panel::title)
        .doesNotHaveDuplicates()
        .doesNotContain("");
  }

  @Test
  void everyAlertHasAParagraphAndNamesIt() throws IOException {
    String page = Files.readString(Repository.file("ops/docs/alerts.md"));
    List<String> headings =
        page.lines()
            .filter(line -> line.startsWith("### "))
            .map(line -> line.substring(4))
            .toList();

    assertThat(headings).containsExactlyElementsOf(MonitoringFiles.alerts().keySet());
    for (JsonNode rule : MonitoringFiles.rules()) {
      assertThat(rule.at("/annotations/runbook").asText())
          .isEqualTo("ops/docs/alerts.md#" + rule.path("alert").asText().toLowerCase());
    }
  }

  @Test
  void theScrapedTargetsAreServicesOfTheComposeFile() throws IOException {
    YAMLMapper yaml = new YAMLMapper();
    String compose = Files.readString(Repository.file("docker-compose.yml"));
    JsonNode targets =
        yaml.readTree(Repository.file("ops/monitoring/prometheus.yml").toFile())
            .at("/scrape_configs/0/static_configs/0/targets");

    assertThat(targets)
        .isNotEmpty()
        .allSatisfy(
            target ->
                assertThat(compose)
                    .contains("\n  " + target.asText().replace(":9464", "") + ":\n"));
  }

  @Test
  void prometheusFindsNoFaultInRulesAndTheirTests() throws Exception {
    promtool("check", "config", "prometheus.yml");
    promtool("test", "rules", "rules_test.yml");
  }

  private static void promtool(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(arguments));
    Process process =
        Tools.start(
            new ProcessBuilder(command)
                .directory(MonitoringFiles.directory().toFile())
                .redirectErrorStream(true));
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private static Stream<String> metrics(String expression) {
    return OURS.matcher(expression)
        .results()
        .map(MatchResult::group)
        .map(name -> name.replaceAll("_bucket$", ""));
  }
}
