package dev.winnow.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.winnow.runtime.Stage;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.StreamsProperties;
import dev.winnow.runtime.kafka.TopicSettings;
import dev.winnow.runtime.testing.TestCluster;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.testing.Records;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The planner against a real broker, stopped in the middle of every prompt's first round. */
class PlannerRestartIT {
  private static final int PROMPTS = 30;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Books books = new Books();
  private final List<Verdict> early = new ArrayList<>();
  private final List<Verdict> late = new ArrayList<>();

  @TempDir Path directory;

  @Test
  void theBooksBalanceAfterARestartThatLostTheStateDirectory() {
    try (TestCluster cluster = new TestCluster(2);
        PlannerClient client = new PlannerClient(cluster.connection())) {
      client.publish(Given.uniform(2, 40, 8));
      for (int i = 0; i < PROMPTS; i++) {
        client.publish(Records.prompt("p" + i));
      }
      try (Stage planner = start(cluster.connection(), "first")) {
        await("the first round")
            .atMost(PATIENCE)
            .until(
                () -> {
                  work(client, early, late);
                  return early.size() == PROMPTS;
                });
        judge(client, early);
        assertThat(planner.healthy()).isTrue();
      }
      // While no planner runs: what it may have seen already comes again, and new verdicts wait.
      judge(client, early);
      judge(client, late);

      try (Stage planner = start(cluster.connection(), "second")) {
        await("the end of every prompt").atMost(PATIENCE).until(() -> finish(client) == PROMPTS);
        assertThat(planner.healthy()).isTrue();
      }
      books.verify();
    }
  }

  /** Judges what was ordered: every fifth candidate is right. Half of the verdicts go to each. */
  private void work(PlannerClient client, List<Verdict> even, List<Verdict> odd) {
    for (SamplingRequest request : client.requests()) {
      books.onRequest(request);
      for (int i = 0; i < request.getCount(); i++) {
        int index = request.getFirstIndex() + i;
        (index % 2 == 0 ? even : odd).add(verdict(request.getPrompt().getId(), index));
      }
    }
  }

  private long finish(PlannerClient client) {
    List<Verdict> verdicts = new ArrayList<>();
    work(client, verdicts, verdicts);
    judge(client, verdicts);
    client.progress().forEach(books::onProgress);
    return books.ended();
  }

  private void judge(PlannerClient client, List<Verdict> verdicts) {
    verdicts.forEach(books::onVerdict);
    verdicts.forEach(client::judge);
  }

  private static Verdict verdict(String promptId, int index) {
    return index % 5 == 4 ? Given.accepted(promptId, index) : Given.rejected(promptId, index);
  }

  private Stage start(KafkaConnection connection, String state) {
    StreamsProperties streams = StreamsProperties.local(directory.resolve(state));
    Stage planner = PlannerStage.create(connection, PlannerConfig.of(streams, TopicSettings.LOCAL));
    planner.start();
    return planner;
  }
}
