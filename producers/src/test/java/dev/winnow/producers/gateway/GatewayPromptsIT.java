package dev.winnow.producers.gateway;

import static dev.winnow.producers.gateway.GatewayHarness.JSON;
import static dev.winnow.producers.gateway.GatewayHarness.NDJSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.winnow.producers.json.Json;
import dev.winnow.producers.publish.TopicContent;
import dev.winnow.producers.source.LineSplitter;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.testing.SharedCluster;
import dev.winnow.schemas.Prompt;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prompts that are sent one at a time. */
@ExtendWith(SharedCluster.class)
class GatewayPromptsIT {
  private static KafkaConnection connection;
  private static GatewayHarness gateway;

  @BeforeAll
  static void start() throws Exception {
    connection = SharedCluster.topics(2);
    gateway = new GatewayHarness(connection);
    gateway.putRecipe("one");
    gateway.putRecipe("again");
    gateway.putRecipe("r");
    gateway.putRecipe("large");
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void onePromptIsAcceptedWithItsIdAndIsOnTheTopic() throws Exception {
    HttpResponse<String> answer =
        gateway.post(
            "/v1/prompts?recipe=one", JSON, "{\"prompt\": \"What is 1 + 1?\", \"reference\": 2}");

    assertThat(answer.statusCode()).isEqualTo(202);
    String id = Json.MAPPER.readTree(answer.body()).path("id").asText();
    assertThat(prompts("one"))
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.key()).isEqualTo(id);
              assertThat(record.value().getReference()).contains("2");
            });
  }

  @Test
  void theSamePromptTwiceHasTheSameId() throws Exception {
    String prompt = "{\"prompt\": \"What is 1 + 1?\"}";

    String first = gateway.post("/v1/prompts?recipe=again", JSON, prompt).body();
    String second = gateway.post("/v1/prompts?recipe=again", JSON, prompt).body();

    assertThat(second).isEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/prompts?recipe=r | application/json   | nonsense         | 422 | not JSON",
        "/v1/prompts?recipe=r | application/json   | {\"prompt\": []} | 422 | give 1 to 256"
            + " messages",
        "/v1/prompts          | application/json   | {\"prompt\":\"a\"} | 400 | ?recipe=NAME",
        "/v1/prompts?recipe=r | text/plain         | hello            | 415 | application/x-ndjson",
        "/v1/nothing          | application/json   | {}               | 404 | openapi.json",
      })
  void aBadRequestIsToldWhatIsWrongAndHowToMendIt(
      String path, String type, String body, int status, String detail) throws Exception {
    HttpResponse<String> answer = gateway.post(path.strip(), type.strip(), body.strip());

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(Json.MAPPER.readTree(answer.body()).path("detail").asText()).contains(detail);
  }

  @Test
  void aBodyLargerThanALineMayBeIsRefusedUnread() throws Exception {
    String body = "{\"prompt\": \"" + "x".repeat(LineSplitter.MAX_LINE_BYTES) + "\"}";

    assertThat(gateway.post("/v1/prompts?recipe=large", JSON, body).statusCode()).isEqualTo(413);
  }

  @Test
  void anUnknownRecipeIsNotFoundAndTheKnownOnesAreNamed() throws Exception {
    HttpResponse<String> one = gateway.post("/v1/prompts?recipe=oen", JSON, "{\"prompt\": \"a\"}");
    HttpResponse<String> many =
        gateway.post("/v1/prompts?recipe=oen", NDJSON, "{\"prompt\": \"a\"}\n");

    assertThat(one.statusCode()).isEqualTo(404);
    assertThat(one.body()).contains("there is no recipe 'oen'; there are: again, large, one, r");
    assertThat(many.statusCode()).isEqualTo(404);
    assertThat(prompts("oen")).isEmpty();
  }

  @Test
  void anIdThatIsAnotherPromptsIsAConflict() throws Exception {
    String path = "/v1/prompts?recipe=r";
    HttpResponse<String> first = gateway.post(path, JSON, "{\"id\": \"p\", \"prompt\": \"a\"}");
    HttpResponse<String> same =
        gateway.post(path, JSON, "{\"prompt\": \"a\", \"id\": \"p\", \"note\": 1}");
    HttpResponse<String> other = gateway.post(path, JSON, "{\"id\": \"p\", \"prompt\": \"b\"}");
    HttpResponse<String> elsewhere =
        gateway.post("/v1/prompts?recipe=one", JSON, "{\"id\": \"p\", \"prompt\": \"a\"}");

    assertThat(first.statusCode()).isEqualTo(202);
    assertThat(same.statusCode()).isEqualTo(202);
    assertThat(other.statusCode()).isEqualTo(409);
    assertThat(other.body())
        .contains("id: 'p' already belongs to another prompt; give each prompt its own");
    assertThat(elsewhere.statusCode()).isEqualTo(409);
  }

  @Test
  void anIdThatThePlannerKnowsForAnotherPromptIsAConflict() throws Exception {
    String old = "{\"id\": \"known\", \"prompt\": \"a\"}";
    gateway.report(
        connection,
        "known",
        progress -> progress.setRecipe("r").setContentHash("of another prompt"));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> gateway.get("/v1/prompts/known").statusCode() == 200);

    assertThat(gateway.post("/v1/prompts?recipe=r", JSON, old).statusCode()).isEqualTo(409);
    assertThat(gateway.post("/v1/prompts?recipe=r", NDJSON, old).body())
        .contains("\"line\":1")
        .contains("\"refused\"")
        .contains("already belongs to another prompt");
  }

  @Test
  void aByteOrderMarkAndBytesThatAreNotUtf8AreTakenAsInAFile() throws Exception {
    byte[] marked = "\uFEFF{\"prompt\": \"a\"}".getBytes(StandardCharsets.UTF_8);
    byte[] latin = "{\"prompt\": \"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
    String path = "/v1/prompts?recipe=r";

    assertThat(gateway.post(path, JSON, BodyPublishers.ofByteArray(marked)).statusCode())
        .isEqualTo(202);
    HttpResponse<String> refused = gateway.post(path, JSON, BodyPublishers.ofByteArray(latin));
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("not UTF-8 at byte 15");
  }

  private static List<ConsumerRecord<String, Prompt>> prompts(String recipe) {
    return TopicContent.read(connection, connection.topics().prompts(), Prompt.class).stream()
        .filter(record -> record.value().getRecipe().equals(recipe))
        .toList();
  }
}
