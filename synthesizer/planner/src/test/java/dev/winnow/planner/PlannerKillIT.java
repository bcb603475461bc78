package dev.winnow.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.testing.TestCluster;
import dev.winnow.schemas.Budget;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.schemas.testing.Records;
import dev.winnow.schemas.testing.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A budgeted recipe over two partitions, whose planner is killed at random moments, against a real
 * broker. Nothing is stranded at the end: the budget is used to the last candidate.
 */
class PlannerKillIT {
  private static final int PROMPTS = 60;
  private static final int ROUND = 4;
  private static final int BUDGET = 350;
  private static final int KILLS = Integer.getInteger("winnow.planner.kills", 2);
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final long seed = Seeds.next();
  private final Random random = new Random(seed);
  private final Map<String, Progress> latest = new HashMap<>();
  private int ordered;

  @TempDir Path directory;

  @Test
  void usesTheWholeBudgetAndNeverPassesItThoughThePlannerIsKilledAtRandomMoments()
      throws Exception {
    System.out.println("seed " + seed);
    try (TestCluster cluster = new TestCluster(2)) {
      KafkaConnection connection =
          PlannerProcess.connection(cluster.connection().bootstrapServers());
      try (PlannerClient client = new PlannerClient(connection)) {
        publish(client);

        for (int kill = 1; kill <= KILLS; kill++) {
          // Long commits let the kill land inside a transaction.
          Duration commits = Duration.ofMillis(kill % 2 == 0 ? 3_000 : 100);
          killAfter(connection, client, commits, BUDGET * kill / (KILLS + 1));
        }
        finish(connection, client);
      }
    }
    verify();
  }

  private static void publish(PlannerClient client) {
    Recipe recipe = Given.uniform(1_000, 1_000, ROUND);
    client.publish(
        Records.versioned(
            Recipe.newBuilder(recipe)
                .setBudget(new Budget((long) BUDGET, null, null, null))
                .build()));
    for (int i = 0; i < PROMPTS; i++) {
      client.publish(Records.prompt("p" + i));
    }
  }

  private void killAfter(
      KafkaConnection connection, PlannerClient client, Duration commits, int candidates)
      throws IOException, InterruptedException {
    Process planner = start(connection, commits);
    try {
      awaitUntil(planner, client, () -> ordered >= candidates + random.nextInt(30));
    } finally {
      planner.destroyForcibly().waitFor();
    }
  }

  private void finish(KafkaConnection connection, PlannerClient client)
      throws IOException, InterruptedException {
    Process planner = start(connection, Duration.ofMillis(100));
    try {
      awaitUntil(planner, client, () -> exhausted() == PROMPTS);
    } finally {
      planner.destroyForcibly().waitFor();
    }
  }

  private Process start(KafkaConnection connection, Duration commits) throws IOException {
    return PlannerProcess.start(
        connection.bootstrapServers(),
        directory.resolve("state"),
        commits,
        directory.resolve("planner.log").toFile());
  }

  private void awaitUntil(Process planner, PlannerClient client, Callable<Boolean> condition) {
    await("seed " + seed)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .failFast(
            () ->
                assertThat(planner.isAlive())
                    .as(Files.readString(directory.resolve("planner.log")))
                    .isTrue())
        .until(
            () -> {
              work(client);
              return condition.call();
            });
  }

  /** Rejects what was ordered, so that every prompt wants more until the budget is spent. */
  private void work(PlannerClient client) {
    for (SamplingRequest request : client.requests()) {
      ordered += request.getAttempt() == 0 ? request.getCount() : 0;
      assertThat(ordered).as("candidates ordered, seed %d", seed).isLessThanOrEqualTo(BUDGET);
      for (int i = 0; i < request.getCount(); i++) {
        client.judge(Given.rejected(request.getPrompt().getId(), request.getFirstIndex() + i));
      }
    }
    client.progress().forEach(progress -> latest.put(progress.getPromptId(), progress));
  }

  private long exhausted() {
    return latest.values().stream()
        .filter(progress -> progress.getState() == PromptState.EXHAUSTED)
        .count();
  }

  private void verify() {
    assertThat(ordered).as("candidates ordered, seed %d", seed).isEqualTo(BUDGET);
    assertThat(latest).hasSize(PROMPTS);
    assertThat(latest.values().stream().mapToInt(Progress::getOrdered).sum()).isEqualTo(BUDGET);
    assertThat(latest.values())
        .allSatisfy(
            progress -> {
              assertThat(progress.getJudged()).isEqualTo(progress.getOrdered());
              assertThat(progress.getReasonCode()).contains("BUDGET_SPENT");
            });
  }
}
