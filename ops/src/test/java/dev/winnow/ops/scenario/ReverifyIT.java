package dev.winnow.ops.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.winnow.ops.catalog.Installed;
import dev.winnow.ops.local.LocalConfig;
import dev.winnow.ops.local.LocalPorts;
import dev.winnow.ops.local.LocalService;
import dev.winnow.ops.local.Ports;
import dev.winnow.ops.reverify.DatasetRows;
import dev.winnow.ops.reverify.Reverify;
import dev.winnow.ops.reverify.ReverifyChoice;
import dev.winnow.ops.reverify.ReverifyReport;
import dev.winnow.ops.reverify.SkippedRows.Reason;
import dev.winnow.ops.reverify.StoredRows;
import dev.winnow.ops.reverify.TopicRows;
import dev.winnow.producers.publish.Publisher;
import dev.winnow.producers.recipe.RecipeFile;
import dev.winnow.runtime.Stage;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.TopicCreator;
import dev.winnow.runtime.kafka.TopicSettings;
import dev.winnow.runtime.share.WorkerConfig;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.ReplacedVerdict;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.plugin.Options;
import dev.winnow.schemas.serde.AvroSerializer;
import dev.winnow.scorer.reward.RewardPlugin;
import dev.winnow.scorer.reward.RewardWorkerOptions;
import dev.winnow.scorer.stage.ScorerStage;
import dev.winnow.sink.audit.Audit;
import dev.winnow.sink.audit.AuditListener;
import dev.winnow.sink.audit.AuditReport;
import dev.winnow.sink.row.Format;
import dev.winnow.verifier.TargetVerification;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Candidates that are judged again through the whole stream: 30 prompts, 4 candidates each. */
class ReverifyIT {
  private static final int PROMPTS = 30;
  private static final int CANDIDATES = 4;
  private static final int ALL = PROMPTS * CANDIDATES;
  private static final String RECIPE =
      """
      name: again
      pool: again
      verify: {%s, identical: accept}
      allocation: {strategy: fixed, candidates: 4}
      """;
  private static final String EXACT = "checks: [{type: exact}]";
  private static final String MATH = "checks: [{type: math}]";
  private static final String SCORED =
      "checks: [{type: math}], scorers: [{name: rm, type: reward, pool: rm}], accept: score > 0";
  private static final ReverifyChoice UNDECIDED =
      new ReverifyChoice(Set.of(Outcome.UNDECIDED), Set.of(), Optional.empty());

  @TempDir private Path directory;
  private LocalService service;
  private KafkaConnection connection;
  private int registryPort;

  @BeforeEach
  void start() throws Exception {
    registryPort = Ports.freePair();
    service =
        new LocalService(
            new LocalConfig(
                directory,
                directory.resolve("datasets"),
                new LocalPorts(Ports.freePair(), registryPort, 0),
                Set.of("again"),
                TopicSettings.LOCAL,
                Format.PARQUET,
                Duration.ofSeconds(1)));
    connection = service.connection();
    service.start(Map.of("again", SeededEngine::new));
    sample(recipe(EXACT));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void anotherCheckJudgesAllAndTheBooksBalance() throws Exception {
    ReverifyReport preview = dryRun(recipe(MATH));
    assertThat(replacing()).as("a dry run writes nothing").isEmpty();

    ReverifyReport report = run(recipe(MATH), ReverifyChoice.ALL, Optional.empty());

    assertThat(report.isDone()).isTrue();
    assertThat(report.diff().total()).isEqualTo(ALL);
    assertThat(report.diff().counts()).isEqualTo(preview.diff().counts());
    assertThat(report.diff().count(Outcome.REJECTED, Outcome.ACCEPTED)).isPositive();
    assertThat(replacing()).hasSize(ALL);
    assertThat(audit().replaced()).isEqualTo(ALL);
    CurrentVerdicts current = new CurrentVerdicts(connection, directory.resolve("datasets"));
    assertThat(current.exported("again")).isEqualTo(report.diff().countAfter(Outcome.ACCEPTED));
    current.verifyLearned("again");

    ReverifyReport repeated = run(recipe(MATH), ReverifyChoice.ALL, Optional.empty());

    assertThat(repeated.diff().total()).isZero();
    assertThat(repeated.skipped().counts()).containsEntry(Reason.UP_TO_DATE, (long) ALL);
    assertThat(replacing()).hasSize(ALL);
  }

  @Test
  @Tag("long")
  void rowsOfDatasetsAreJudgedAgainAsThoseOfTopics() throws Exception {
    audit();
    List<Path> files = files();

    ReverifyReport report =
        run(recipe(MATH), ReverifyChoice.ALL, Optional.of(new DatasetRows(files)));
    ReverifyReport repeated =
        run(recipe(MATH), ReverifyChoice.ALL, Optional.of(new DatasetRows(files)));

    assertThat(report.diff().total()).isEqualTo(ALL);
    assertThat(repeated.diff().total()).isZero();
    assertThat(repeated.skipped().counts()).containsEntry(Reason.REPLACED, (long) ALL);
    assertThat(audit().replaced()).isEqualTo(ALL);
  }

  @Test
  @Tag("long")
  void aCommandThatIsKilledIsRunAgainAndGoesOn() throws Exception {
    Path recipe = Files.writeString(directory.resolve("math.yaml"), RECIPE.formatted(MATH));
    Path log = directory.resolve("command.log");
    try (Child child =
        new Child(
            log,
            "reverify",
            "--bootstrap-servers=" + connection.bootstrapServers(),
            "--registry=http://127.0.0.1:" + registryPort,
            "--recipe=" + recipe,
            "--window=1")) {
      await()
          .atMost(Duration.ofMinutes(1))
          .pollInterval(Duration.ofMillis(20))
          .until(() -> !replacing().isEmpty());
      child.kill();
    }
    int before = replacing().size();
    assertThat(before).as("rows when it was killed").isBetween(1, ALL - 1);

    ReverifyReport report = run(recipe(MATH), ReverifyChoice.ALL, Optional.empty());

    assertThat(report.isDone()).isTrue();
    assertThat(report.diff().total()).isBetween((long) ALL - before - 1, (long) ALL - before);
    assertThat(replacing()).hasSize(ALL);
    assertThat(audit().replaced()).isEqualTo(ALL);
  }

  @Test
  @Tag("long")
  void whatAScorerFailedToScoreIsJudgedWhenItWorksAgain() throws Exception {
    long undecided;
    try (FaultyRewardServer server = new FaultyRewardServer();
        Stage scorer = scorer(server)) {
      scorer.start();
      server.behave(FaultyRewardServer.Fault.WITHOUT_SCORES);
      ReverifyReport outage = run(recipe(SCORED), ReverifyChoice.ALL, Optional.empty());
      undecided = outage.diff().countAfter(Outcome.UNDECIDED);
      assertThat(undecided).isPositive().isLessThan(ALL);
      assertThat(outage.diff().countAfter(Outcome.ACCEPTED)).isZero();
      server.behave(FaultyRewardServer.Fault.NONE);

      ReverifyReport report = run(recipe(SCORED), UNDECIDED, Optional.empty());

      assertThat(report.isDone()).isTrue();
      assertThat(report.diff().total()).isEqualTo(undecided);
      assertThat(report.diff().countAfter(Outcome.UNDECIDED)).isZero();
      assertThat(run(recipe(SCORED), UNDECIDED, Optional.empty()).diff().total()).isZero();
    }
    assertThat(replacing())
        .filteredOn(row -> row.getReplaces().orElseThrow().getRevision() == 1)
        .hasSize((int) undecided)
        .allSatisfy(row -> assertThat(row.getScore()).isPresent());
    assertThat(audit().replaced()).isEqualTo(ALL + undecided);
  }

  @Test
  @Tag("long")
  void whatWaitsForASilentScorerIsNotDoneAndTheNextRunGoesOn() throws Exception {
    createPool();

    ReverifyReport silent =
        run(recipe(SCORED), ReverifyChoice.ALL, Optional.empty(), Duration.ofSeconds(3));

    assertThat(silent.isDone()).isFalse();
    assertThat(silent.waiting()).isPositive();
    try (FaultyRewardServer server = new FaultyRewardServer();
        Stage scorer = scorer(server)) {
      scorer.start();

      ReverifyReport report = run(recipe(SCORED), ReverifyChoice.ALL, Optional.empty());

      assertThat(report.isDone()).isTrue();
      assertThat(report.diff().countAfter(Outcome.UNDECIDED)).isZero();
    }
    assertThat(replacing()).hasSize(ALL);
    assertThat(audit().replaced()).isEqualTo(ALL);
  }

  @Test
  @Tag("long")
  void plantedFaultsAreFound() throws Exception {
    run(recipe(MATH), ReverifyChoice.ALL, Optional.empty());
    audit();
    Sample row = replacing().getFirst();
    ReplacedVerdict named = row.getReplaces().orElseThrow();
    plant(Sample.newBuilder(row).build());
    plant(
        Sample.newBuilder(row)
            .setReplaces(ReplacedVerdict.newBuilder(named).setRevision(7).build())
            .build());

    List<String> found =
        new Audit(connection, Optional.empty(), Duration.ZERO).run(AuditListener.NONE).first();

    assertThat(found)
        .anyMatch(fault -> fault.contains("two rows replace the same verdict"))
        .anyMatch(fault -> fault.contains("replaces a verdict that has no row"))
        .anyMatch(fault -> fault.contains("is not in the verdicts"));
  }

  private void sample(Recipe recipe) throws Exception {
    try (Publisher publisher = new Publisher(connection)) {
      publisher.publish(recipe).get();
      for (int i = 0; i < PROMPTS; i++) {
        publisher.publish(prompt(i)).get();
      }
    }
    StreamEnd.await(connection, PROMPTS, () -> assertThat(service.healthy()).isTrue());
  }

  private ReverifyReport run(Recipe recipe, ReverifyChoice choice, Optional<StoredRows> rows)
      throws Exception {
    return run(recipe, choice, rows, Duration.ofSeconds(60));
  }

  private ReverifyReport run(
      Recipe recipe, ReverifyChoice choice, Optional<StoredRows> rows, Duration patience)
      throws Exception {
    return new Reverify(TargetVerification.of(recipe), choice)
        .run(connection, rows, 16, patience, (judged, waiting, total) -> {});
  }

  private ReverifyReport dryRun(Recipe recipe) throws Exception {
    return new Reverify(TargetVerification.of(recipe), ReverifyChoice.ALL)
        .dryRun(new TopicRows(connection));
  }

  private List<Sample> replacing() {
    List<Sample> rows = new ArrayList<>();
    new TopicRows(connection)
        .forEach(row -> row.getReplaces().ifPresent(replaced -> rows.add(row)));
    return rows;
  }

  private AuditReport audit() throws Exception {
    return BooksBalance.verify(connection, directory.resolve("datasets"), PROMPTS);
  }

  /** The files of judged candidates. */
  private List<Path> files() throws Exception {
    Set<String> datasets = Set.of("accepted", "rejected", "undecided");
    try (Stream<Path> files = Files.walk(directory.resolve("datasets/again"))) {
      return files
          .filter(file -> file.toString().endsWith(".parquet"))
          .filter(file -> datasets.contains(String.valueOf(file.getName(file.getNameCount() - 2))))
          .toList();
    }
  }

  private void plant(Sample row) throws Exception {
    try (KafkaProducer<String, Sample> producer =
        new KafkaProducer<>(
            connection.properties(Map.of()),
            new StringSerializer(),
            new AvroSerializer<>(connection.registry()))) {
      String topic = connection.topics().samples(row.getOutcome());
      producer.send(new ProducerRecord<>(topic, row.getPromptId(), row)).get();
    }
  }

  private void createPool() throws Exception {
    try (Admin admin = Admin.create(connection.properties(Map.of()))) {
      TopicCreator.createMissing(
          admin, List.of(TopicSettings.LOCAL.ofPool(connection.topics().scoring("rm"))));
    }
  }

  private Stage scorer(FaultyRewardServer server) throws Exception {
    createPool();
    Path template = directory.resolve("template.jinja");
    Files.writeString(template, "{% for m in messages %}|{{ m.content }}{% endfor %}");
    RewardPlugin type = new RewardPlugin();
    RewardWorkerOptions options =
        Options.bind(
            RewardWorkerOptions.class,
            Map.of(
                "model",
                "tiny-reward",
                "base_url",
                server.uri().toString(),
                "dialect",
                "openrlhf",
                "chat_template",
                template.toString()));
    return ScorerStage.create(connection, WorkerConfig.of("rm"), type, type.prepare(options).get());
  }

  private static Recipe recipe(String verify) {
    return RecipeFile.parse(
        "recipe.yaml",
        RECIPE.formatted(verify).getBytes(StandardCharsets.UTF_8),
        Installed.catalog(),
        Instant.EPOCH);
  }

  private static Prompt prompt(int number) {
    return Prompt.newBuilder()
        .setId("p-" + number)
        .setRecipe("again")
        .setMessages(List.of(RecordFactory.message("user", "What is %d + 0?".formatted(number))))
        .setReference(String.valueOf(number))
        .setPublishedAt(Instant.EPOCH)
        .build();
  }
}
