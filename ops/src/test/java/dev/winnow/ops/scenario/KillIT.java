package dev.winnow.ops.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.ops.local.Ports;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.testing.Seeds;
import dev.winnow.training.problem.Family;
import dev.winnow.training.problem.Problem;
import dev.winnow.training.problem.ProblemGenerator;
import dev.winnow.training.problem.Split;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, killed in earnest: whatever dies, no candidate is lost and none counts twice. */
class KillIT {
  private static final int PROMPTS = 24;
  private static final int KILLS = 3;

  /** Long, because the processes may get little of a busy machine. */
  private static final Duration PATIENCE = Duration.ofMinutes(6);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path directory;

  private final long seed = Seeds.next();
  private final Random random = new Random(seed);
  private int kafkaPort;
  private int registryPort;
  private Path recipe;
  private Path prompts;
  private KafkaConnection connection;

  @BeforeEach
  void prepare() throws IOException {
    System.out.println("seed " + seed);
    kafkaPort = Ports.freePair();
    registryPort = Ports.freePair();
    recipe = Files.writeString(directory.resolve("recipe.yaml"), RECIPE);
    prompts = directory.resolve("prompts.jsonl");
    writePrompts(prompts);
    connection =
        KafkaConnection.of(
            "127.0.0.1:" + kafkaPort,
            URI.create("http://127.0.0.1:" + registryPort),
            Topics.DEFAULT);
  }

  @Test
  void theLocalProcessKilledAtARandomMomentLosesAndDoublesNothing() throws Exception {
    killLocal(1, () -> {});
  }

  @Test
  @Tag("long")
  void theLocalProcessKilledAgainAndAgainLosesAndDoublesNothing() throws Exception {
    killLocal(KILLS, () -> {});
  }

  @Test
  @Tag("long")
  void theLocalProcessKilledWhileItHoldsRoundsLosesAndDoublesNothing() throws Exception {
    Files.writeString(recipe, MAJORITY);

    killLocal(KILLS, this::eachPromptHasOneVote);
  }

  private void eachPromptHasOneVote() {
    List<Sample> rows = rows();
    assertThat(rows).hasSize(PROMPTS * 8);
    assertThat(rows.stream().collect(Collectors.groupingBy(Sample::getPromptId)).values())
        .allSatisfy(
            prompt ->
                assertThat(prompt.stream().map(Sample::getRoundVote).distinct())
                    .as("one vote for each prompt")
                    .hasSize(1));
    assertThat(rows).extracting(Sample::getOutcome).contains(Outcome.ACCEPTED);
  }

  private List<Sample> rows() {
    List<Sample> rows = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      try (Follower<Sample> samples =
          new Follower<>(connection, connection.topics().samples(outcome), Sample.class)) {
        rows.addAll(samples.all());
      }
    }
    return rows;
  }

  private void killLocal(int kills, Runnable atEnd) throws Exception {
    for (int kill = 0; kill < kills; kill++) {
      try (Child local = local()) {
        long atLeast = 1 + random.nextInt(20) + 20L * kill;
        awaitVerdicts(local, atLeast);
        local.kill();
      }
    }

    try (Child local = local()) {
      awaitEnded(local);
      BooksBalance.verify(connection, directory.resolve("datasets"), PROMPTS);
      atEnd.run();
      local.close();
      assertThat(local.exitStatus()).as("status after SIGTERM").isEqualTo(128 + 15);
      assertThat(local.log())
          .contains("stage=sink stopped", "stage=verifier stopped", "stage=planner stopped");
    }
  }

  @Test
  @Tag("long")
  void aSynthesizerKilledWhileItHoldsRequestsLeavesThemToTheOther() throws Exception {
    try (Child local = awaitReady(local("--no-worker"));
        Child doomed = synthesizer();
        Child other = synthesizer()) {
      awaitVerdicts(local, 1 + random.nextInt(20));
      doomed.kill();

      awaitEnded(other);

      BooksBalance.verify(connection, directory.resolve("datasets"), PROMPTS);
    }
  }

  private Child local(String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "local",
                "--dir=" + directory,
                "--kafka-port=" + kafkaPort,
                "--registry-port=" + registryPort,
                "--gateway-port=" + Ports.freePair(),
                "--commit-seconds=1",
                "--recipe=" + recipe));
    arguments.addAll(List.of(more));
    arguments.add(prompts.toString());
    return new Child(directory.resolve("local.log"), arguments.toArray(String[]::new));
  }

  private Child synthesizer() throws IOException {
    return new Child(
        Files.createTempFile(directory, "synthesizer", ".log"),
        "synthesizer",
        "--bootstrap-servers=127.0.0.1:" + kafkaPort,
        "--registry=http://127.0.0.1:" + registryPort,
        "--lock-seconds=3");
  }

  /** A worker that starts before the topics exist is refused. */
  private Child awaitReady(Child local) {
    Path log = directory.resolve("local.log");
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              requireAlive(local);
              return Files.readString(log).contains("ready;");
            });
    return local;
  }

  private void awaitVerdicts(Child alive, long count) {
    try (Follower<Verdict> verdicts =
        patiently(alive)
            .until(
                () -> new Follower<>(connection, connection.topics().verdicts(), Verdict.class),
                follower -> true)) {
      patiently(alive).until(() -> verdicts.all().size() >= count);
    }
  }

  /** The broker need not be up yet. */
  private static ConditionFactory patiently(Child alive) {
    return await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .failFast(() -> requireAlive(alive));
  }

  private void awaitEnded(Child alive) {
    try {
      StreamEnd.await(connection, PROMPTS, () -> requireAlive(alive));
    } catch (AssertionError late) {
      throw new AssertionError(late.getMessage() + "; the log: " + alive.log(), late);
    }
  }

  private static void requireAlive(Child child) {
    if (!child.isAlive()) {
      throw new AssertionError("a process ended by itself; its log: " + child.log());
    }
  }

  private static void writePrompts(Path file) throws IOException {
    ProblemGenerator problems = new ProblemGenerator(Split.HELD_OUT, 11);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < PROMPTS; i++) {
      Problem problem = problems.next(Family.values()[i % Family.values().length]);
      lines.add(
          new ObjectMapper()
              .writeValueAsString(
                  Map.of("prompt", problem.question(), "reference", problem.answer())));
    }
    Files.write(file, lines);
  }

  private static final String MAJORITY =
      """
      name: kill
      sampling: {temperature: 1.0, max_tokens: 96}
      check: {type: majority}
      allocation: {strategy: fixed, candidates: 8}
      reissue_after: 20s
      """;

  private static final String RECIPE =
      """
      name: kill
      sampling: {temperature: 1.0, max_tokens: 96}
      check: {type: math}
      allocation: {strategy: uniform, accepted: 3, max_candidates: 12, max_round: 4}
      reissue_after: 20s
      """;
}
