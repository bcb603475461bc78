package dev.winnow.producers.gateway;

import static dev.winnow.producers.gateway.GatewayHarness.JSON;
import static dev.winnow.producers.gateway.GatewayHarness.NDJSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.winnow.producers.json.Json;
import dev.winnow.producers.publish.TopicContent;
import dev.winnow.producers.source.LineSplitter;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.kafka.KafkaConnection;
import dev.winnow.schemas.serde.AvroSerializer;
import dev.winnow.schemas.testing.InMemorySchemaRegistry;
import dev.winnow.schemas.testing.Records;
import dev.winnow.schemas.testing.TestCluster;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayStageTest {
  private static final String RECIPE =
      """
      name: sums
      pool: test
      sampling: {temperature: 0.5, max_tokens: 64}
      check: {type: math}
      allocation: {strategy: uniform, accepted: 2, max_trials: 8}
      """;

  private static TestCluster cluster;
  private static GatewayHarness gateway;

  @BeforeAll
  static void start() {
    cluster = new TestCluster(2);
    gateway = new GatewayHarness(cluster.connection(), Optional.empty());
  }

  @AfterAll
  static void stop() {
    gateway.close();
    cluster.close();
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
        "/v1/prompts?recipe=r | application/json   | {\"prompt\": []} | 422 | give 1 to 256 messages",
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
  void whenKafkaIsOutOfReachTheStreamEndsWithFailedLines() throws Exception {
    KafkaConnection nowhere =
        new KafkaConnection("localhost:1", new InMemorySchemaRegistry(), Topics.DEFAULT, Map.of());
    try (GatewayHarness cut = new GatewayHarness(nowhere, Optional.empty())) {
      HttpResponse<String> answer =
          cut.post("/v1/prompts?recipe=r", NDJSON, "{\"prompt\": \"a\"}\n{\"prompt\": \"b\"}\n");

      assertThat(answer.body().lines())
          .hasSize(2)
          .allMatch(line -> field(line, "status").equals("failed"))
          .anyMatch(line -> field(line, "reason").contains("Is Kafka at localhost:1 up"));
    }
  }

  @Test
  void aRecipeIsPublishedWithItsVersionAndReadBackInTheFieldsOfItsFile() throws Exception {
    HttpResponse<String> put = gateway.put("/v1/recipes/sums", RECIPE);

    assertThat(put.statusCode()).isEqualTo(200);
    String version = Json.MAPPER.readTree(put.body()).path("version").asText();
    HttpResponse<String> get =
        await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> gateway.get("/v1/recipes/sums"), answer -> answer.statusCode() == 200);
    assertThat(get.headers().firstValue("ETag")).contains('"' + version + '"');
    assertThat(Json.MAPPER.readTree(get.body()).path("allocation").path("max_trials").asInt())
        .isEqualTo(8);
    HttpResponse<String> same = gateway.put("/v1/recipes/sums", get.body());
    assertThat(Json.MAPPER.readTree(same.body()).path("version").asText()).isEqualTo(version);
    assertThat(
            TopicContent.read(
                cluster.connection(), cluster.connection().topics().recipes(), Recipe.class))
        .anyMatch(record -> record.key().equals("sums"));
  }

  @Test
  void aRecipeWithMistakesIsRefusedWithTheLineAndFieldOfEach() throws Exception {
    HttpResponse<String> answer =
        gateway.put(
            "/v1/recipes/sums",
            RECIPE.replace("temperature", "temprature").replace("math}", "math}\ncolour: red"));

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(Json.MAPPER.readTree(answer.body()).path("errors"))
        .extracting(error -> error.path("line").asInt() + " " + error.path("field").asText())
        .contains("3 sampling.temprature", "5 colour");
  }

  @Test
  void aRecipeUnderAnotherNameIsRefused() throws Exception {
    assertThat(gateway.put("/v1/recipes/other", RECIPE).statusCode()).isEqualTo(422);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/recipes/none", "/v1/prompts/none"})
  void whatIsNotThereIsNotFound(String path) throws Exception {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> gateway.get(path).statusCode(), status -> status == 404);
  }

  @Test
  void theProgressOfAPromptCanBeWaitedForUntilItEnds() throws Exception {
    CompletableFuture<HttpResponse<String>> waiting =
        CompletableFuture.supplyAsync(() -> unchecked("/v1/prompts/slow?wait=60s"));

    report(progress("slow", PromptState.SAMPLING));
    report(progress("slow", PromptState.SATISFIED));

    HttpResponse<String> answer = waiting.get(30, TimeUnit.SECONDS);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Json.MAPPER.readTree(answer.body()).path("state").asText()).isEqualTo("SATISFIED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "61s", "-1"})
  void aWaitThatIsNoWaitIsRefused(String wait) throws Exception {
    assertThat(gateway.get("/v1/prompts/p?wait=" + wait).statusCode()).isEqualTo(400);
  }

  @Test
  void withATokenNothingIsToldOrTakenWithoutIt() throws Exception {
    String token = "a-token-of-enough-characters";
    try (GatewayHarness closed = new GatewayHarness(cluster.connection(), Optional.of(token))) {
      HttpResponse<String> without = closed.get("/v1/prompts/p");
      HttpResponse<String> wrong =
          closed.send(closed.request("/v1/prompts/p").header("Authorization", "Bearer guess"));
      HttpResponse<String> with =
          closed.send(closed.request("/v1/prompts/p").header("Authorization", "Bearer " + token));

      assertThat(without.statusCode()).isEqualTo(401);
      assertThat(without.headers().firstValue("WWW-Authenticate")).isPresent();
      assertThat(wrong.statusCode()).isEqualTo(401);
      assertThat(with.statusCode()).isIn(404, 503);
      assertThat(closed.get("/healthz").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aTokenThatCanBeGuessedIsRefusedAndNoneIsPrinted() {
    assertThatThrownBy(() -> new GatewayConfig("0.0.0.0", 0, Optional.of("short")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("token");
    assertThat(new GatewayConfig("0.0.0.0", 0, Optional.of("sixteen-or-more-chars")).toString())
        .doesNotContain("sixteen");
  }

  @Test
  void theDocumentDescribesEveryPathAndNoOther() throws Exception {
    var paths = Json.MAPPER.readTree(gateway.get("/openapi.json").body()).path("paths");
    TreeSet<String> described = new TreeSet<>();
    paths
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(method -> described.add(method + " " + path.getKey())));

    assertThat(described)
        .containsExactly(
            "get /healthz",
            "get /openapi.json",
            "get /v1/prompts",
            "get /v1/prompts/{id}",
            "get /v1/recipes/{name}",
            "post /v1/prompts",
            "put /v1/recipes/{name}");
    for (String line : described) {
      String[] parts = line.split(" ");
      String path = Pattern.compile("\\{\\w+}").matcher(parts[1]).replaceAll("x");
      HttpResponse<String> wrongMethod =
          gateway.send(gateway.request(path).method("DELETE", BodyPublishers.noBody()));
      assertThat(wrongMethod.statusCode()).as(line).isEqualTo(405);
    }
  }

  @Test
  void aPortThatIsTakenIsToldByItsAddress() {
    int taken = gateway.stage().uri().getPort();

    try (GatewayStage second =
        new GatewayStage(cluster.connection(), GatewayConfig.local(taken), new FakeChecks())) {
      assertThatThrownBy(second::start)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("cannot listen on 127.0.0.1:" + taken);
    }
  }

  private static HttpResponse<String> unchecked(String path) {
    try {
      return gateway.get(path);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Progress progress(String id, PromptState state) {
    return Progress.newBuilder()
        .setPromptId(id)
        .setRecipe("r")
        .setRecipeVersion("v")
        .setState(state)
        .setRound(1)
        .setOrdered(4)
        .setJudged(4)
        .setAccepted(2)
        .setRejected(2)
        .setUndecided(0)
        .setStartedAt(Records.NOW)
        .setUpdatedAt(Records.NOW)
        .build();
  }

  private static void report(Progress progress) {
    KafkaConnection connection = cluster.connection();
    String topic = connection.topics().progress();
    try (var producer =
        new KafkaProducer<>(
            connection.properties(Map.of()), new StringSerializer(), new ByteArraySerializer())) {
      producer.send(
          new ProducerRecord<>(
              topic,
              progress.getPromptId(),
              new AvroSerializer<Progress>(connection.registry()).serialize(topic, progress)));
    }
  }

  private static List<ConsumerRecord<String, Prompt>> prompts(String recipe) {
    return TopicContent.read(
            cluster.connection(), cluster.connection().topics().prompts(), Prompt.class)
        .stream()
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
