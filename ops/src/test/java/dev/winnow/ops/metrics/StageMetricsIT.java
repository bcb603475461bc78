package dev.winnow.ops.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.winnow.ops.catalog.Installed;
import dev.winnow.ops.local.LocalConfig;
import dev.winnow.ops.local.LocalService;
import dev.winnow.ops.local.Ports;
import dev.winnow.ops.scenario.FaultyRewardServer;
import dev.winnow.producers.publish.Publisher;
import dev.winnow.producers.recipe.RecipeFile;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.TopicCreator;
import dev.winnow.runtime.kafka.TopicSettings;
import dev.winnow.runtime.metrics.Metric;
import dev.winnow.runtime.metrics.MetricTable;
import dev.winnow.runtime.metrics.PromptMetric;
import dev.winnow.runtime.metrics.StageName;
import dev.winnow.runtime.metrics.WorkerMetric;
import dev.winnow.runtime.testing.PrometheusText.Families;
import dev.winnow.runtime.testing.PrometheusText.Family;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.sink.row.Format;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every stage, each with an operations port of its own, on one broker. */
class StageMetricsIT {
  private static final String POOL = "measured";
  private static final String SCORERS = "rm";
  private static final int PROMPTS = 20;
  private static final int CANDIDATES = 8;
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final String RECIPE =
      """
      name: measured
      pool: measured
      verify:
        scorers: [{name: quality, type: reward, pool: rm}]
        accept: quality > 0
      allocation: {strategy: fixed, candidates: 8}
      budget: {candidates: 100000, tokens: 100000000}
      curate:
        selected: {take: 1, by: score}
        pairs: {policy: max_min, per_prompt: 1}
      """;

  /** Exported only once a request seems lost, which takes longer than this test. */
  private static final Set<Metric> NOT_SEEN = Set.of(PromptMetric.REISSUES_TOTAL);

  /** Of the servers of a process: here all stages are in one, and see those of the others. */
  private static final Set<Metric> OF_THE_PROCESS =
      Set.of(WorkerMetric.SERVER_HINDERED_SECONDS_TOTAL);

  @TempDir private Path directory;

  private LocalService infrastructure;
  private KafkaConnection connection;
  private FaultyRewardServer rewards;
  private final Map<StageName, MeasuredStage> stages = new TreeMap<>();

  @BeforeEach
  void startInfrastructure() throws Exception {
    rewards = new FaultyRewardServer();
    Files.writeString(
        directory.resolve("template.jinja"), "{% for m in messages %}|{{ m.content }}{% endfor %}");
    infrastructure =
        new LocalService(
            new LocalConfig(
                directory,
                directory.resolve("datasets"),
                Ports.freePair(),
                0,
                0,
                Set.of(POOL),
                TopicSettings.LOCAL,
                Format.PARQUET,
                Duration.ofSeconds(1)));
    connection = infrastructure.connection();
    try (Admin admin = Admin.create(connection.properties(Map.of()))) {
      TopicCreator.createMissing(
          admin, List.of(TopicSettings.LOCAL.ofPool(connection.topics().scoring(SCORERS))));
    }
  }

  @AfterEach
  void stop() {
    stages.values().forEach(MeasuredStage::close);
    infrastructure.close();
    rewards.close();
  }

  @Test
  void eachStageExportsTheMetricsThatTheTableGivesIt() throws Exception {
    for (StageName stage : StageName.values()) {
      start(stage);
    }
    publishPrompts();
    publishBadRecords();

    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> assertThat(missing()).as(this::verdicts).isEmpty());

    assertThat(undocumented()).isEmpty();
    assertNumbersAreThoseOfTheRun();
  }

  @Test
  void thePlannerIsNotReadyWhileAPoolWithRequestsHasNoWorker() throws Exception {
    start(StageName.PLANNER);
    publishPrompts();
    MeasuredStage planner = stage(StageName.PLANNER);

    await().atMost(LIMIT).until(() -> planner.get("/readyz").body().contains("no worker"));
    HttpResponse<String> silent = planner.get("/readyz");
    HttpResponse<String> withoutPools = planner.get("/readyz?exclude=sampling-pools");
    HttpResponse<String> alive = planner.get("/livez");
    start(StageName.SYNTHESIZER);

    assertThat(silent.statusCode()).isEqualTo(503);
    assertThat(silent.body())
        .contains("\"sampling-pools\" : \"degraded: pool \\\"measured\\\": no worker;");
    assertThat(withoutPools.statusCode()).isEqualTo(200);
    assertThat(alive.statusCode()).isEqualTo(200);
    await().atMost(LIMIT).until(() -> planner.get("/readyz").statusCode() == 200);
  }

  private void start(StageName stage) {
    stages.put(stage, new StageOpener(connection, directory, rewards.uri()).start(stage));
  }

  private void publishPrompts() throws Exception {
    Path file = Files.writeString(directory.resolve("recipe.yaml"), RECIPE);
    Recipe recipe = RecipeFile.read(file, Installed.catalog(), Instant.EPOCH);
    KafkaConnection counted =
        stages.containsKey(StageName.GATEWAY) ? stage(StageName.GATEWAY).connection() : connection;
    try (Publisher publisher = new Publisher(counted)) {
      publisher.publish(recipe).get();
      for (int i = 0; i < PROMPTS; i++) {
        publisher
            .publish(
                Prompt.newBuilder()
                    .setId("prompt-" + i)
                    .setRecipe(recipe.getName())
                    .setMessages(List.of(RecordFactory.message("user", i + " + 1?")))
                    .setReference(String.valueOf(i + 1))
                    .setPublishedAt(Instant.EPOCH)
                    .build())
            .get();
      }
    }
  }

  /** One for each stage that reads a topic: each sends a dead letter. */
  private void publishBadRecords() throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            connection.properties(Map.of()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (String topic :
          List.of(
              connection.topics().prompts(),
              connection.topics().sampling(POOL),
              connection.topics().candidates(),
              connection.topics().scoring(SCORERS),
              connection.topics().samples(Outcome.ACCEPTED))) {
        byte[] bytes = "not Avro".getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(topic, bytes, bytes)).get();
      }
    }
  }

  /** What was judged and refused, for whoever reads a failure. */
  private String verdicts() {
    return "verdicts: %s, dead letters: %s"
        .formatted(
            stage(StageName.VERIFIER).scrape().find("winnow_verdicts_total"),
            stage(StageName.CURATOR).scrape().find("winnow_dead_letters_total"));
  }

  private List<String> missing() {
    return stages.entrySet().stream()
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
    return stages.entrySet().stream()
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
                  .isEqualTo(PROMPTS);
              assertThat(sum(StageName.SINK, "winnow_sink_uncommitted_rows", Map.of())).isZero();
            });
    double all = PROMPTS * CANDIDATES;
    assertThat(sum(StageName.PLANNER, "winnow_candidates_ordered_total", Map.of("pool", POOL)))
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
    assertThat(sum(StageName.PLANNER, "winnow_queue_requests", Map.of("pool", POOL))).isZero();
    assertThat(sum(StageName.PLANNER, "winnow_pool_ready", Map.of("pool", POOL))).isEqualTo(1);
  }

  private MeasuredStage stage(StageName name) {
    return Objects.requireNonNull(stages.get(name), "started");
  }

  private double sum(StageName stage, String metric, Map<String, String> labels) {
    return stage(stage).scrape().get(metric).sum(labels);
  }
}
