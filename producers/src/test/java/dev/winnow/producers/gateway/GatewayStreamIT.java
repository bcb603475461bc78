package dev.winnow.producers.gateway;

import static dev.winnow.producers.gateway.GatewayHarness.NDJSON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.producers.json.Json;
import dev.winnow.producers.publish.TopicContent;
import dev.winnow.producers.source.LineSplitter;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.testing.SharedCluster;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.testing.InMemorySchemaRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Prompts that are sent as a stream of lines. */
@ExtendWith(SharedCluster.class)
class GatewayStreamIT {
  private static KafkaConnection connection;
  private static GatewayHarness gateway;

  @BeforeAll
  static void start() throws Exception {
    connection = SharedCluster.topics(2);
    gateway = new GatewayHarness(connection);
    gateway.putRecipe("many");
    gateway.putRecipe("long");
    gateway.putRecipe("live");
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void everyLineOfAStreamHasItsResult() throws Exception {
    int lines = 20_000;
    String body =
        IntStream.range(0, lines)
            .mapToObj(
                i -> i % 1000 == 7 ? "nonsense\n" : "{\"prompt\": \"%d + 1?\"}\n".formatted(i))
            .collect(Collectors.joining());

    HttpResponse<String> answer = gateway.post("/v1/prompts?recipe=many", NDJSON, body);

    assertThat(answer.statusCode()).isEqualTo(200);
    List<String> results = answer.body().lines().toList();
    assertThat(results.stream().map(line -> field(line, "line")).distinct()).hasSize(lines);
    assertThat(results.stream().filter(line -> field(line, "status").equals("refused")))
        .hasSize(20)
        .allMatch(line -> Integer.parseInt(field(line, "line")) % 1000 == 8);
    assertThat(prompts("many")).hasSize(lines - 20);
  }

  @Test
  void aLineLongerThanAnyPromptIsRefusedByNumberAndTheRestIsRead() throws Exception {
    String body =
        "{\"prompt\": \"first\"}\n{\"prompt\": \""
            + "x".repeat(LineSplitter.MAX_LINE_BYTES)
            + "\"}\n{\"prompt\": \"last\"}\n";

    List<String> results =
        gateway.post("/v1/prompts?recipe=long", NDJSON, body).body().lines().toList();

    assertThat(results).hasSize(3);
    assertThat(results)
        .filteredOn(line -> field(line, "status").equals("refused"))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(field(line, "line")).isEqualTo("2");
              assertThat(field(line, "reason")).startsWith("longer than");
            });
  }

  @Test
  void resultsComeBackWhileTheBodyIsStillBeingSent() {
    Vertx vertx = Vertx.vertx();
    try {
      HttpClientRequest request =
          vertx
              .createHttpClient()
              .request(
                  HttpMethod.POST,
                  gateway.stage().uri().getPort(),
                  "127.0.0.1",
                  "/v1/prompts?recipe=live")
              .await();
      CompletableFuture<String> firstResult = new CompletableFuture<>();
      request
          .response()
          .onSuccess(answer -> answer.handler(part -> firstResult.complete(part.toString())));
      request.putHeader("Content-Type", NDJSON).setChunked(true);

      request.write("{\"prompt\": \"only the first\"}\n").await();

      assertThat(firstResult.orTimeout(20, TimeUnit.SECONDS).join())
          .contains("\"status\":\"published\"");
      request.end().await();
    } finally {
      vertx.close().await();
    }
  }

  @Test
  void whileKafkaIsOutOfReachNothingIsTaken() throws Exception {
    KafkaConnection nowhere =
        new KafkaConnection("localhost:1", new InMemorySchemaRegistry(), Topics.DEFAULT, Map.of());
    try (GatewayHarness cut = new GatewayHarness(nowhere)) {
      HttpResponse<String> answer =
          cut.post("/v1/prompts?recipe=r", NDJSON, "{\"prompt\": \"a\"}\n");

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      assertThat(answer.body()).contains("not read all recipes yet");
    }
  }

  @Test
  void twoContentsUnderOneIdInABodyAreRefusedFromTheSecondOn() throws Exception {
    List<String> results =
        gateway
            .post(
                "/v1/prompts?recipe=many",
                NDJSON,
                """
                {"id": "twice", "prompt": "a"}
                {"id": "twice", "prompt": "b"}
                {"id": "twice", "prompt": "a", "note": "the same"}
                """)
            .body()
            .lines()
            .sorted()
            .toList();

    assertThat(results.stream().filter(line -> field(line, "status").equals("published")))
        .hasSize(2);
    assertThat(results.stream().filter(line -> field(line, "status").equals("refused")))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(field(line, "line")).isEqualTo("2");
              assertThat(field(line, "reason"))
                  .isEqualTo(
                      "id: 'twice' already belongs to another prompt; give each prompt its own id,"
                          + " or none");
            });
  }

  private static List<ConsumerRecord<String, Prompt>> prompts(String recipe) {
    return TopicContent.read(connection, connection.topics().prompts(), Prompt.class).stream()
        .filter(record -> record.value().getRecipe().equals(recipe))
        .toList();
  }

  private static String field(String json, String name) {
    try {
      return Json.MAPPER.readTree(json).path(name).asText();
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(json, e);
    }
  }
}
