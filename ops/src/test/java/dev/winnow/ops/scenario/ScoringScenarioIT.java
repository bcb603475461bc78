package dev.winnow.ops.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.winnow.ops.catalog.Installed;
import dev.winnow.ops.local.LocalConfig;
import dev.winnow.ops.local.LocalService;
import dev.winnow.ops.local.Ports;
import dev.winnow.producers.publish.Publisher;
import dev.winnow.producers.recipe.RecipeFile;
import dev.winnow.runtime.Stage;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.TopicCreator;
import dev.winnow.runtime.kafka.TopicSettings;
import dev.winnow.runtime.share.WorkerConfig;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.plugin.Options;
import dev.winnow.scorer.reward.RewardPlugin;
import dev.winnow.scorer.reward.RewardWorkerOptions;
import dev.winnow.scorer.stage.ScorerStage;
import dev.winnow.sink.row.Format;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recipes that accept by the scores of a reward server, through the whole stream. */
class ScoringScenarioIT {
  private static final String POOL = "scored";
  private static final int PROMPTS = 40;
  private static final int CANDIDATES = 8;
  private static final String RECIPE =
      """
      name: scored
      pool: scored
      verify:
        checks: [{type: math}]
        scorers: [{name: rm, type: reward, pool: rm}]
        accept: score > 0
        identical: accept
      allocation: {strategy: fixed, candidates: 8}
      """;

  @TempDir private Path directory;

  private LocalService service;
  private KafkaConnection connection;
  private FaultyRewardServer server;
  private Stage scorer;

  @BeforeEach
  void start() throws Exception {
    server = new FaultyRewardServer();
    service =
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
    connection = service.connection();
    try (Admin admin = Admin.create(connection.properties(Map.of()))) {
      TopicCreator.createMissing(
          admin, List.of(TopicSettings.LOCAL.ofPool(connection.topics().scoring("rm"))));
    }
    service.start(Map.of(POOL, SeededEngine::new));
    scorer = scorer();
    scorer.start();
  }

  @AfterEach
  void stop() {
    scorer.close();
    service.close();
    server.close();
  }

  @Test
  void whatAServerFailsToScoreWaitsAndIsNeverRejectedForIt() throws Exception {
    server.outOfOrder(true);
    publish();
    try (Follower<Progress> progress =
        new Follower<>(connection, connection.topics().progress(), Progress.class)) {
      await()
          .atMost(Duration.ofSeconds(90))
          .until(() -> progress.count(ScoringScenarioIT::isAwaitingScores) > 0);
    }
    assertThat(server.refused()).isPositive();

    server.outOfOrder(false);
    StreamEnd.await(connection, PROMPTS, () -> assertThat(service.healthy()).isTrue());

    BooksBalance.verify(connection, directory.resolve("datasets"), PROMPTS);
    List<Sample> rows = rows();
    rows.forEach(ScoringScenarioIT::assertJudgedByItsScore);
    assertThat(rows).extracting(Sample::getOutcome).contains(Outcome.ACCEPTED);
    assertThat(rows).extracting(Sample::getOutcome).doesNotContain(Outcome.UNDECIDED);
  }

  private static boolean isAwaitingScores(Progress progress) {
    return progress.getAwaitingScores() > 0
        && progress.getReasonCode().filter("AWAITING_SCORES"::equals).isPresent();
  }

  private static void assertJudgedByItsScore(Sample row) {
    if (row.getReason().equals("DIFFERENT_VALUE")) {
      assertThat(row.getScores()).as("rejected by its check, and not scored").isEmpty();
      return;
    }
    double reward = FaultyRewardServer.reward(row.getResponse());
    assertThat(row.getScore()).contains(reward);
    assertThat(row.getScores()).isEqualTo(Map.of("rm", reward));
    assertThat(row.getOutcome()).isEqualTo(reward > 0 ? Outcome.ACCEPTED : Outcome.REJECTED);
    assertThat(row.getScoredBy().getFirst().getModel()).isEqualTo("tiny-reward");
  }

  /** Every row of the topics. */
  private List<Sample> rows() {
    List<Follower<Sample>> topics =
        Arrays.stream(Outcome.values())
            .map(outcome -> connection.topics().samples(outcome))
            .map(topic -> new Follower<>(connection, topic, Sample.class))
            .toList();
    try {
      await().until(() -> all(topics).size() == PROMPTS * CANDIDATES);
      return all(topics);
    } finally {
      topics.forEach(Follower::close);
    }
  }

  private static List<Sample> all(List<Follower<Sample>> topics) {
    return topics.stream().flatMap(topic -> topic.all().stream()).toList();
  }

  private Stage scorer() throws Exception {
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

  private void publish() throws Exception {
    Recipe recipe =
        RecipeFile.parse(
            "recipe.yaml",
            RECIPE.getBytes(StandardCharsets.UTF_8),
            Installed.catalog(),
            Instant.EPOCH);
    try (Publisher publisher = new Publisher(connection)) {
      publisher.publish(recipe).get();
      for (int i = 0; i < PROMPTS; i++) {
        publisher.publish(prompt(i)).get();
      }
    }
  }

  private static Prompt prompt(int number) {
    return Prompt.newBuilder()
        .setId("p-" + number)
        .setRecipe("scored")
        .setMessages(List.of(RecordFactory.message("user", "What is %d + 0?".formatted(number))))
        .setReference(String.valueOf(number))
        .setPublishedAt(Instant.EPOCH)
        .build();
  }
}
