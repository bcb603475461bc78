package dev.winnow.ops.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.winnow.ops.catalog.Installed;
import dev.winnow.ops.local.LocalConfigs;
import dev.winnow.ops.local.LocalService;
import dev.winnow.producers.publish.Publisher;
import dev.winnow.producers.recipe.RecipeFile;
import dev.winnow.runtime.Stage;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.TopicCreator;
import dev.winnow.runtime.kafka.TopicSettings;
import dev.winnow.runtime.operations.Operations;
import dev.winnow.runtime.share.WorkerConfig;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.WorkerStatus;
import dev.winnow.schemas.plugin.Options;
import dev.winnow.scorer.reward.RewardPlugin;
import dev.winnow.scorer.reward.RewardWorkerOptions;
import dev.winnow.scorer.stage.ScorerStage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/** The whole stream with a recipe that accepts by the scores of a {@link FaultyRewardServer}. */
final class ScoredStream implements AutoCloseable {
  private static final String POOL = "scored";
  private static final String SCORERS = "rm";
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String RECIPE =
      """
      name: scored
      pool: scored
      verify:
        checks: [%s]
        scorers: [{name: rm, type: reward, pool: rm}]
        accept: score > 0
        identical: accept
      allocation: {strategy: fixed, candidates: %d}
      """;

  private final Path directory;
  private final FaultyRewardServer server;
  private final int prompts;
  private final int candidates;
  private final LocalService service;

  /** Starts everything but a scorer. */
  ScoredStream(Path directory, FaultyRewardServer server, int prompts, int candidates)
      throws Exception {
    this(directory, server, prompts, candidates, new Operations(Optional.empty()));
  }

  /** Starts everything but a scorer, with these metrics and traces. */
  ScoredStream(
      Path directory, FaultyRewardServer server, int prompts, int candidates, Operations operations)
      throws Exception {
    this.directory = directory;
    this.server = server;
    this.prompts = prompts;
    this.candidates = candidates;
    this.service = new LocalService(LocalConfigs.in(directory, POOL), operations);
    try (Admin admin = Admin.create(connection().properties(Map.of()))) {
      TopicCreator.createMissing(
          admin, List.of(TopicSettings.LOCAL.ofPool(connection().topics().scoring(SCORERS))));
    }
    service.start(Map.of(POOL, SeededEngine::new));
  }

  KafkaConnection connection() {
    return service.connection();
  }

  /** Publishes the recipe and its prompts. */
  void publish(String checks) throws Exception {
    Recipe recipe =
        RecipeFile.parse(
            "recipe.yaml",
            RECIPE.formatted(checks, candidates).getBytes(StandardCharsets.UTF_8),
            Installed.catalog(),
            Instant.EPOCH);
    try (Publisher publisher = new Publisher(connection())) {
      publisher.publish(recipe).get();
      for (int i = 0; i < prompts; i++) {
        publisher.publish(prompt(i)).get();
      }
    }
  }

  /** A scorer in this process, not started. */
  Stage scorer() throws IOException {
    RewardPlugin type = new RewardPlugin();
    Map<String, String> options = new HashMap<>(Map.of("request_seconds", "3"));
    options.put("model", "tiny-reward");
    options.put("base_url", server.uri().toString());
    options.put("dialect", "openrlhf");
    options.put("chat_template", template().toString());
    return ScorerStage.create(
        connection(),
        WorkerConfig.of(SCORERS),
        type,
        type.prepare(Options.bind(RewardWorkerOptions.class, options)).get());
  }

  /** A scorer in a process of its own, which takes a few requests at once. */
  Child scorerProcess() throws IOException {
    return new Child(
        Files.createTempFile(directory, "scorer", ".log"),
        "scorer",
        "--bootstrap-servers=" + connection().bootstrapServers(),
        "--registry=" + service.registryUri(),
        "--pool=" + SCORERS,
        "--lock-seconds=3",
        "--type=reward",
        "--model=tiny-reward",
        "--base-url=" + server.uri(),
        "--dialect=openrlhf",
        "--chat-template=" + template(),
        "--max-requests=2",
        "--batch=4");
  }

  /** Waits until progress says of a prompt that its candidates wait for their scores. */
  void awaitAwaitingScores() {
    try (Follower<Progress> progress =
        new Follower<>(connection(), connection().topics().progress(), Progress.class)) {
      await().atMost(PATIENCE).until(() -> progress.count(ScoredStream::isAwaitingScores) > 0);
    }
  }

  /** Waits until the scorer has said why it cannot score. */
  void awaitSaid(String code) {
    try (Follower<WorkerStatus> statuses =
        new Follower<>(connection(), connection().topics().workers(), WorkerStatus.class)) {
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  statuses.all().stream()
                      .anyMatch(status -> status.getReasonCode().orElse("").equals(code)));
    }
  }

  /** Waits for the end of all prompts, after the stream has stood still for this long. */
  void awaitEnd(Duration standstill) {
    StreamEnd.await(
        connection(), prompts, standstill, () -> assertThat(service.healthy()).isTrue());
  }

  /**
   * Holds the stream to its guarantees: the books balance, and each candidate was judged by the
   * reward of its own response alone. Returns the rows.
   */
  List<Sample> verify() throws Exception {
    BooksBalance.verify(connection(), directory.resolve("datasets"), prompts);
    List<Sample> rows = rows();
    assertThat(rows).hasSize(prompts * candidates);
    rows.forEach(ScoredStream::assertJudgedByItsScore);
    assertThat(rows).extracting(Sample::getOutcome).contains(Outcome.ACCEPTED, Outcome.REJECTED);
    assertThat(rows).extracting(Sample::getOutcome).doesNotContain(Outcome.UNDECIDED);
    return rows;
  }

  /** Number of rows of this outcome that are on the topics now. */
  long count(Outcome outcome) {
    try (Follower<Sample> topic =
        new Follower<>(connection(), connection().topics().samples(outcome), Sample.class)) {
      return latest(topic).size();
    }
  }

  @Override
  public void close() {
    service.close();
  }

  private List<Sample> rows() {
    List<Sample> rows = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      try (Follower<Sample> topic =
          new Follower<>(connection(), connection().topics().samples(outcome), Sample.class)) {
        rows.addAll(latest(topic));
      }
    }
    return rows;
  }

  private static List<Sample> latest(Follower<Sample> topic) {
    List<Sample> read = topic.all();
    for (int before = -1; before < read.size(); read = topic.all()) {
      before = read.size();
    }
    return read;
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

  private Path template() throws IOException {
    return Files.writeString(
        directory.resolve("template.jinja"), "{% for m in messages %}|{{ m.content }}{% endfor %}");
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
