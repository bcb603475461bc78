package dev.winnow.producers.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.winnow.producers.json.Json;
import dev.winnow.producers.publish.TopicContent;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.testing.SharedCluster;
import dev.winnow.schemas.Recipe;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recipes in and out over HTTP. */
@ExtendWith(SharedCluster.class)
class GatewayRecipesIT {
  private static final String RECIPE =
      """
      name: sums
      pool: test
      sampling: {temperature: 0.5, max_tokens: 64}
      check: {type: math}
      allocation: {strategy: uniform, accepted: 2, max_candidates: 8}
      """;

  private static KafkaConnection connection;
  private static GatewayHarness gateway;

  @BeforeAll
  static void start() throws Exception {
    connection = SharedCluster.topics(2);
    gateway = new GatewayHarness(connection);
  }

  @AfterAll
  static void stop() {
    gateway.close();
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
    assertThat(Json.MAPPER.readTree(get.body()).path("allocation").path("max_candidates").asInt())
        .isEqualTo(8);
    HttpResponse<String> same = gateway.put("/v1/recipes/sums", get.body());
    assertThat(Json.MAPPER.readTree(same.body()).path("version").asText()).isEqualTo(version);
    assertThat(TopicContent.read(connection, connection.topics().recipes(), Recipe.class))
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
  @ValueSource(
      strings = {"application/x-www-form-urlencoded", "Multipart/form-data; boundary=recipe"})
  void aRecipeThatIsSentAsAFormIsRefusedWithTheHeaderThatIsWanted(String type) throws Exception {
    HttpResponse<String> answer =
        gateway.send(
            gateway
                .request("/v1/recipes/sums")
                .header("Content-Type", type)
                .PUT(BodyPublishers.ofString("description: " + "a".repeat(2_000) + "\n" + RECIPE)));

    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(answer.body()).contains("application/yaml");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/recipes/none", "/v1/prompts/none"})
  void whatIsNotThereIsNotFound(String path) throws Exception {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> gateway.get(path).statusCode(), status -> status == 404);
  }
}
