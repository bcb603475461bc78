package dev.winnow.ops.console;

import static dev.winnow.ops.console.ConsoleRecords.letter;
import static dev.winnow.ops.console.ConsoleRecords.progress;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.testing.SharedCluster;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.testing.Records;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that is started again with what its console had kept. */
@ExtendWith(SharedCluster.class)
class ConsoleRestartIT {
  private static final int PROMPTS = 300;

  @TempDir private Path state;
  private KafkaConnection connection;

  @BeforeEach
  void topics() {
    connection = SharedCluster.topics(2);
  }

  @Test
  void onlyNewRecordsAreReadAndThePagesShowTheSame() throws Exception {
    List<JsonNode> before;
    try (ConsoleHarness console = console(Optional.of(state))) {
      fill(console);
      before = shown(console);
    }

    try (ConsoleHarness console = console(Optional.of(state))) {
      JsonNode kept = awaitAll(console, PROMPTS);
      assertThat(kept.path("records").asInt()).as("records read again").isZero();
      assertThat(shown(console)).isEqualTo(before);

      console.judge("p000", 9, Outcome.REJECTED, "DIFFERENT_VALUE", "late");
      JsonNode now = console.await("/v1/overview", seen -> verdicts(seen) == PROMPTS + 1);
      assertThat(now.path("records").asInt()).isEqualTo(1);
      System.out.printf(
          "after the restart: %d records read, %d verdicts shown%n",
          now.path("records").asInt(), verdicts(now));
    }
  }

  @Test
  void aConsoleThatKeptNothingReadsAll() throws Exception {
    try (ConsoleHarness console = console(Optional.empty())) {
      fill(console);
    }

    try (ConsoleHarness console = console(Optional.empty())) {
      assertThat(awaitAll(console, PROMPTS).path("records").asInt()).isGreaterThan(2 * PROMPTS);
    }
  }

  @Test
  void topicsThatWereMadeAnewWhileTheConsoleWasDownAreReadFromTheirBeginning() throws Exception {
    try (ConsoleHarness console = console(Optional.of(state))) {
      fill(console);
    }
    makeAnew(connection.topics().progress());

    try (ConsoleHarness console = console(Optional.of(state))) {
      write(console, "fresh");
      JsonNode now = awaitAll(console, 1);

      assertThat(verdicts(now)).isEqualTo(PROMPTS);
      assertThat(console.json("/v1/recipes/arithmetic/prompts").path("prompts")).hasSize(1);
    }
  }

  @Test
  void aTopicThatIsMadeAnewWhileTheConsoleReadsIsReadFromItsBeginning() throws Exception {
    try (ConsoleHarness console = console(Optional.of(state))) {
      fill(console);
      makeAnew(connection.topics().progress());
      write(console, "fresh");

      awaitAll(console, 1);
      assertThat(console.json("/v1/recipes/arithmetic/prompts").path("prompts")).hasSize(1);
    }
  }

  @Test
  void aSecondConsoleInTheSameDirectorySaysThatItIsInUse() throws Exception {
    try (ConsoleHarness first = console(Optional.of(state));
        ConsoleHarness second = console(Optional.of(state))) {
      first.await("/v1/overview", seen -> seen.path("reading").asText().equals("ALL"));

      JsonNode now =
          second.await(
              "/v1/overview", seen -> seen.path("problem").asText().contains("another process"));
      assertThat(now.path("status").isNull()).isTrue();
    }
  }

  private ConsoleHarness console(Optional<Path> kept) {
    return new ConsoleHarness(connection, Optional.empty(), 0, kept);
  }

  private void fill(ConsoleHarness console) throws Exception {
    for (int i = 0; i < PROMPTS; i++) {
      String id = "p%03d".formatted(i);
      PromptState end = i % 3 == 0 ? PromptState.EXHAUSTED : PromptState.SATISFIED;
      console.writeSoon(connection.topics().progress(), id, progress(id, end, i % 2, i % 5));
      console.writeSoon(
          connection.topics().verdicts(),
          id,
          ConsoleRecords.verdict(id, 0, Outcome.REJECTED, "DIFFERENT_VALUE"));
    }
    console.write(
        connection.topics().recipes(), "arithmetic", Records.versioned(ConsoleScene.recipe(100)));
    console.write(
        connection.topics().deadLetters(), "p", letter("NOT_AVRO", Instant.now(), "bytes"));
    console.flush();
    awaitAll(console, PROMPTS);
    console.await("/v1/overview", seen -> verdicts(seen) == PROMPTS);
    console.await("/v1/recipes/arithmetic/versions", seen -> seen.path("versions").size() == 1);
    console.await("/v1/dead-letters", seen -> seen.path("letters").size() == 1);
    console.await(
        "/v1/overview",
        seen -> seen.path("status").path("dead_letters").path("NOT_AVRO").asInt() == 1);
  }

  private void write(ConsoleHarness console, String id) {
    Awaitility.await("the new topic takes records")
        .ignoreExceptions()
        .until(
            () -> {
              console.write(
                  connection.topics().progress(), id, progress(id, PromptState.SATISFIED, 1, 0));
              return true;
            });
  }

  private static JsonNode awaitAll(ConsoleHarness console, int prompts) {
    return console.await(
        "/v1/overview",
        seen -> seen.path("reading").asText().equals("ALL") && ended(seen) == prompts);
  }

  private static long ended(JsonNode overview) {
    long ended = 0;
    for (JsonNode count : overview.at("/status/recipes/0/ended")) {
      ended += count.asLong();
    }
    return ended;
  }

  private static long verdicts(JsonNode overview) {
    long all = 0;
    for (JsonNode reason : overview.path("reasons")) {
      all += reason.path("count").asLong();
    }
    return all;
  }

  private static List<JsonNode> shown(ConsoleHarness console) throws Exception {
    List<JsonNode> shown = new ArrayList<>();
    JsonNode overview = console.json("/v1/overview");
    shown.add(overview.at("/status/recipes"));
    shown.add(overview.at("/status/dead_letters"));
    shown.add(overview.path("reasons"));
    shown.add(console.json("/v1/recipes/arithmetic/prompts?limit=200"));
    shown.add(console.json("/v1/recipes/arithmetic/prompts?sort=hardest"));
    shown.add(console.json("/v1/recipes/arithmetic/rows?outcome=REJECTED&reason=DIFFERENT_VALUE"));
    shown.add(console.json("/v1/recipes/arithmetic/difficulty"));
    shown.add(console.json("/v1/recipes/arithmetic/versions"));
    shown.add(((ObjectNode) console.json("/v1/dead-letters")).without("reading"));
    return shown;
  }

  private void makeAnew(String topic) throws Exception {
    try (Admin admin = Admin.create(connection.properties(Map.of()))) {
      admin.deleteTopics(List.of(topic)).all().get();
      Awaitility.await("the topic is gone")
          .until(() -> !admin.listTopics().names().get().contains(topic));
      admin
          .createTopics(
              List.of(
                  new NewTopic(topic, 2, (short) 1).configs(Map.of("cleanup.policy", "compact"))))
          .all()
          .get();
    }
  }
}
