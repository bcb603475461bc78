package dev.winnow.ops.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.winnow.runtime.metrics.Metric;
import dev.winnow.runtime.metrics.MetricTable;
import dev.winnow.runtime.metrics.PromptMetric;
import dev.winnow.runtime.metrics.StageName;
import dev.winnow.runtime.metrics.WorkerMetric;
import dev.winnow.runtime.testing.PrometheusText.Families;
import dev.winnow.runtime.testing.PrometheusText.Family;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every stage, each with an operations port of its own, on one broker. */
class StageMetricsIT {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  /** Exported only once a request seems lost, which takes longer than this test. */
  private static final Set<Metric> NOT_SEEN = Set.of(PromptMetric.REISSUES_TOTAL);

  /** Of the servers of a process: here all stages are in one, and see those of the others. */
  private static final Set<Metric> OF_THE_PROCESS =
      Set.of(WorkerMetric.SERVER_UNAVAILABLE_SECONDS_TOTAL);

  @TempDir private Path directory;
  private MeasuredStream stream;

  @BeforeEach
  void start() throws Exception {
    stream = new MeasuredStream(directory);
  }

  @AfterEach
  void stop() {
    stream.close();
  }

  @Test
  void eachStageExportsTheMetricsThatTheTableGivesIt() throws Exception {
    for (StageName stage : StageName.values()) {
      stream.start(stage);
    }
    stream.publishPrompts();
    stream.publishBadRecords();
    stream.askGateway();

    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> assertThat(missing()).as(this::verdicts).isEmpty());

    assertThat(undocumented()).isEmpty();
    assertNumbersAreThoseOfTheRun();
  }

  @Test
  void thePlannerIsNotReadyWhileAPoolWithRequestsHasNoWorker() throws Exception {
    stream.start(StageName.PLANNER);
    stream.publishPrompts();
    MeasuredStage planner = stream.stage(StageName.PLANNER);

    await().atMost(LIMIT).until(() -> planner.get("/readyz").body().contains("no worker"));
    HttpResponse<String> silent = planner.get("/readyz");
    HttpResponse<String> withoutPools = planner.get("/readyz?exclude=sampling-pools");
    HttpResponse<String> alive = planner.get("/livez");
    stream.start(StageName.SYNTHESIZER);

    assertThat(silent.statusCode()).isEqualTo(503);
    assertThat(silent.body())
        .contains("\"sampling-pools\" : \"degraded: pool \\\"measured\\\": no worker;");
    assertThat(withoutPools.statusCode()).isEqualTo(200);
    assertThat(alive.statusCode()).isEqualTo(200);
    await().atMost(LIMIT).until(() -> planner.get("/readyz").statusCode() == 200);
  }

  /** Returns what was judged and refused, for the message of a failed assertion. */
  private String verdicts() {
    return "verdicts: %s, dead letters: %s"
        .formatted(
            stream.stage(StageName.VERIFIER).scrape().find("winnow_verdicts_total"),
            stream.stage(StageName.CURATOR).scrape().find("winnow_dead_letters_total"));
  }

  private List<String> missing() {
    return stream.stages().entrySet().stream()
        .flatMap(
            entry -> {
              Families scraped = entry.getValue().scrape();
              return MetricTable.of(entry.getKey()).stream()
                  .filter(metric -> !NOT_SEEN.contains(metric) && !isIn(scraped, metric))
                  .map(metric -> entry.getKey().text() + ": " + metric.metricName());
            })
        .toList();
  }

  private static boolean isIn(Families scraped, Metric metric) {
    return scraped.find(metric.metricName()).filter(family -> isAs(family, metric)).isPresent();
  }

  private static boolean isAs(Family family, Metric metric) {
    return family.type().equals(metric.definition().type().text())
        && family.help().equals(metric.help())
        && family.series().stream()
            .allMatch(
                series ->
                    series
                        .labels()
                        .keySet()
                        .containsAll(metric.labels().stream().map(label -> label.key()).toList()));
  }

  private List<String> undocumented() {
    return stream.stages().entrySet().stream()
        .flatMap(
            entry -> {
              List<String> known =
                  Stream.concat(MetricTable.of(entry.getKey()).stream(), OF_THE_PROCESS.stream())
                      .map(Metric::metricName)
                      .toList();
              return entry.getValue().scrape().names().stream()
                  .filter(name -> name.startsWith("winnow_"))
                  .filter(name -> !known.contains(name.replaceAll("_max$", "")))
                  .filter(name -> !known.contains(name))
                  .map(name -> entry.getKey().text() + ": " + name);
            })
        .toList();
  }

  private void assertNumbersAreThoseOfTheRun() {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              assertThat(sum(StageName.PLANNER, "winnow_prompts_ended_total", Map.of()))
                  .isEqualTo(MeasuredStream.PROMPTS);
              assertThat(sum(StageName.SINK, "winnow_sink_uncommitted_rows", Map.of())).isZero();
            });
    double all = MeasuredStream.PROMPTS * MeasuredStream.CANDIDATES;
    assertThat(
            sum(
                StageName.PLANNER,
                "winnow_candidates_ordered_total",
                Map.of("pool", MeasuredStream.POOL)))
        .isEqualTo(all);
    assertThat(sum(StageName.VERIFIER, "winnow_verdicts_total", Map.of("recipe", "measured")))
        .isEqualTo(all);
    assertThat(sum(StageName.SYNTHESIZER, "winnow_candidates_total", Map.of()))
        .isGreaterThanOrEqualTo(all);
    assertThat(
            sum(StageName.SINK, "winnow_sink_rows_total", Map.of("dataset", "accepted"))
                + sum(StageName.SINK, "winnow_sink_rows_total", Map.of("dataset", "rejected"))
                + sum(StageName.SINK, "winnow_sink_rows_total", Map.of("dataset", "undecided")))
        .isEqualTo(all);
    double output =
        sum(StageName.SYNTHESIZER, "winnow_tokens_total", Map.of("direction", "output"));
    assertThat(sum(StageName.SYNTHESIZER, "winnow_cost_total", Map.of("role", "policy")))
        .isCloseTo(output * 1.5 / 1e6, org.assertj.core.data.Offset.offset(1e-9));
    assertThat(sum(StageName.PLANNER, "winnow_dead_letters_total", Map.of("stage", "planner")))
        .isEqualTo(1);
    assertThat(sum(StageName.PLANNER, "winnow_queue_requests", Map.of("pool", MeasuredStream.POOL)))
        .isZero();
    assertThat(sum(StageName.PLANNER, "winnow_pool_ready", Map.of("pool", MeasuredStream.POOL)))
        .isEqualTo(1);
  }

  private double sum(StageName stage, String metric, Map<String, String> labels) {
    return stream.stage(stage).scrape().get(metric).sum(labels);
  }
}
