package dev.winnow.ops.console;

import static dev.winnow.ops.console.ConsoleRecords.letter;
import static dev.winnow.ops.console.ConsoleRecords.progress;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.ops.reverify.PublishedRecipes;
import dev.winnow.runtime.access.ActionLog;
import dev.winnow.runtime.access.Role;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.TopicScan;
import dev.winnow.runtime.testing.SharedCluster;
import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.testing.Records;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

/** What operators do by the console. */
@ExtendWith(SharedCluster.class)
class ConsoleActionsIT {
  /** A path, and a body that is wrong there. */
  private static final List<String> MEANINGLESS =
      List.of(
          "/v1/recipes/arithmetic/pause {\"verison\": \"1\"}",
          "/v1/recipes/arithmetic/pause []",
          "/v1/recipes/arithmetic/pause {",
          "/v1/recipes/arithmetic/pause {\"dry_run\": \"yes\"}",
          "/v1/recipes/arithmetic/budget {}",
          "/v1/recipes/arithmetic/budget {\"candidates\": 1.5}",
          "/v1/recipes/arithmetic/reverify {\"outcomes\": [\"GOOD\"]}",
          "/v1/dead-letters/republish {}",
          "/v1/dead-letters/republish {\"ids\": [\"x\"]}");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NAME = "arithmetic";
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private KafkaConnection connection;
  private ConsoleHarness console;

  @BeforeEach
  void start() throws Exception {
    connection = SharedCluster.topics(2);
    console = new ConsoleHarness(connection);
    console.write(connection.topics().recipes(), NAME, recipe());
    log.start();
    Logger actions = (Logger) LoggerFactory.getLogger(ActionLog.NAME);
    actions.setLevel(Level.INFO);
    actions.addAppender(log);
  }

  @AfterEach
  void stop() {
    ((Logger) LoggerFactory.getLogger(ActionLog.NAME)).detachAppender(log);
    console.close();
  }

  @Test
  void aPreviewSaysWhatWillBeDoneAndDoesNothing() throws Exception {
    JsonNode job = post("/v1/recipes/arithmetic/pause", "{\"dry_run\": true}");

    assertThat(job.path("state").asText()).isEqualTo("DONE");
    assertThat(job.at("/result/changes").asBoolean()).isTrue();
    assertThat(job.at("/result/effects/0").asText()).contains("No further candidates are ordered");
    assertThat(published().getPaused()).isFalse();
    assertThat(log.list).isEmpty();
  }

  @Test
  void aRecipeIsPausedOnceAndResumed() throws Exception {
    post("/v1/recipes/arithmetic/pause", "{}");
    Instant pausedAt = published().getPublishedAt();
    JsonNode again = post("/v1/recipes/arithmetic/pause", "{}");

    assertThat(published().getPaused()).isTrue();
    assertThat(again.at("/result/changes").asBoolean()).isFalse();
    assertThat(published().getPublishedAt()).isEqualTo(pausedAt);
    assertThat(published().getVersion()).isEqualTo(recipe().getVersion());

    post("/v1/recipes/arithmetic/resume", "{}");

    assertThat(published().getPaused()).isFalse();
  }

  @Test
  void everyActionIsInTheLogOfOperatorActions() throws Exception {
    post("/v1/recipes/arithmetic/pause", "{}");
    post("/v1/recipes/none/pause", "{}");

    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "who=anonymous action='pause' target='arithmetic' outcome='done'",
            "who=anonymous action='pause' target='none' outcome='failed: no recipe 'none' is"
                + " published; there are [arithmetic]'");
    assertThat(console.json("/v1/actions").path("actions").findValuesAsText("state"))
        .containsExactly("FAILED", "DONE");
  }

  @Test
  void aBudgetIsRaisedAndOtherLimitsStay() throws Exception {
    post("/v1/recipes/arithmetic/budget", "{\"candidates\": 100, \"tokens\": 50000}");

    JsonNode job = post("/v1/recipes/arithmetic/budget", "{\"candidates\": 200}");

    assertThat(job.at("/result/effects/0").asText()).contains("100 becomes 200");
    assertThat(published().getBudget().orElseThrow().getCandidates()).contains(200L);
    assertThat(published().getBudget().orElseThrow().getTokens()).contains(50_000L);
  }

  @Test
  void aBudgetThatIsNoneIsRefusedAndNothingIsPublished() throws Exception {
    JsonNode job = post("/v1/recipes/arithmetic/budget", "{\"candidates\": 0}");

    assertThat(job.path("state").asText()).isEqualTo("FAILED");
    assertThat(job.path("problem").asText()).contains("candidates");
    assertThat(published().getBudget()).isEmpty();
  }

  @Test
  void aRecipeThatAnotherClientChangedMeanwhileIsNotChanged() throws Exception {
    JsonNode job = post("/v1/recipes/arithmetic/pause", "{\"version\": \"000000000000\"}");

    assertThat(job.path("state").asText()).isEqualTo("FAILED");
    assertThat(job.path("problem").asText()).contains("look at it again");
    assertThat(published().getPaused()).isFalse();
  }

  @Test
  void failedPromptsArePublishedAgain() throws Exception {
    Progress failed =
        Progress.newBuilder(progress("p", PromptState.FAILED, 0, 0))
            .setReasonCode("SERVER_ERROR")
            .build();
    console.write(connection.topics().progress(), "p", failed);
    Prompt prompt = Prompt.newBuilder(Records.prompt("p")).setRecipe(NAME).build();
    console.write(connection.topics().prompts(), "p", prompt);

    JsonNode preview = post("/v1/recipes/arithmetic/retry", "{\"dry_run\": true}");
    JsonNode job = post("/v1/recipes/arithmetic/retry", "{}");

    assertThat(preview.at("/result/effects/0").asText()).contains("1 prompts failed: SERVER_ERROR");
    assertThat(job.at("/result/report/reopened").asInt()).isEqualTo(1);
    assertThat(count(connection.topics().prompts())).isEqualTo(2);
  }

  @Test
  void candidatesWithoutRowsAreNotJudgedAgain() throws Exception {
    JsonNode preview = post("/v1/recipes/arithmetic/reverify", "{\"dry_run\": true}");

    assertThat(preview.path("state").asText()).isEqualTo("DONE");
    assertThat(preview.at("/result/changes").asBoolean()).isFalse();
    assertThat(preview.at("/result/effects").toString()).contains("no rows of this recipe");
  }

  @Test
  void theRecordOfADeadLetterIsPublishedAgain() throws Exception {
    DeadLetter dead =
        DeadLetter.newBuilder(letter("NOT_AVRO", Instant.now(), "bytes"))
            .setTopic(connection.topics().prompts())
            .setKey(ByteBuffer.wrap(new byte[] {'p'}))
            .build();
    console.write(connection.topics().deadLetters(), "p", dead);
    String id =
        console
            .await("/v1/dead-letters", seen -> seen.path("letters").size() == 1)
            .at("/letters/0/id")
            .asText();
    String body = "{\"ids\": [\"%s\"]%s}";

    post("/v1/dead-letters/republish", body.formatted(id, ", \"dry_run\": true"));
    int before = count(connection.topics().prompts());
    JsonNode job = post("/v1/dead-letters/republish", body.formatted(id, ""));

    assertThat(before).isZero();
    assertThat(job.at("/result/effects/0").asText()).contains("1 records were published");
    assertThat(count(connection.topics().prompts())).isEqualTo(1);
  }

  @Test
  void aBodyThatMeansNothingIsRefused() throws Exception {
    for (String request : MEANINGLESS) {
      String[] parts = request.split(" ", 2);

      assertThat(send(parts[0], parts[1]).statusCode()).as(request).isEqualTo(400);
    }
  }

  @Test
  void aBodyThatIsSentAsAFormIsRefused() throws Exception {
    HttpRequest form =
        HttpRequest.newBuilder(console.uri("/v1/recipes/arithmetic/pause"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("{\"dry_run\": true}"))
            .build();

    assertThat(console.client().send(form, BodyHandlers.ofString()).statusCode()).isEqualTo(415);
    assertThat(published().getPaused()).isFalse();
  }

  @Test
  void everyActionNeedsTheRoleOperate() {
    assertThat(console.gateway().rules())
        .filteredOn(rule -> rule.method().equals("POST") && !rule.path().equals("/v1/prompts"))
        .hasSize(6)
        .allMatch(rule -> rule.role().equals(Optional.of(Role.OPERATE)));
  }

  private static Recipe recipe() {
    return Records.versioned(Recipe.newBuilder(Records.recipe()).setName(NAME).build());
  }

  private Recipe published() {
    return PublishedRecipes.require(connection, NAME);
  }

  private int count(String topic) {
    AtomicInteger records = new AtomicInteger();
    try (TopicScan scan = new TopicScan(connection)) {
      scan.read(
          topic, java.util.Map.of(), TopicScan.End.COMMITTED, record -> records.incrementAndGet());
    }
    return records.get();
  }

  private JsonNode post(String path, String body) throws Exception {
    return JSON.readTree(send(path, body).body());
  }

  private HttpResponse<String> send(String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(console.uri(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return console.client().send(request, BodyHandlers.ofString());
  }
}
