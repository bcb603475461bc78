package dev.winnow.producers.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.producers.json.Json;
import dev.winnow.producers.testing.TestVerification;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.testing.SharedCluster;
import dev.winnow.schemas.PromptState;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom the gateway serves, what it tells of itself, and the progress of prompts. */
@ExtendWith(SharedCluster.class)
class GatewayStageIT {
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
  void theProgressOfAPromptCanBeWaitedForUntilItEnds() throws Exception {
    CompletableFuture<HttpResponse<String>> waiting =
        CompletableFuture.supplyAsync(() -> unchecked("/v1/prompts/slow?wait=60s"));

    report(PromptState.SAMPLING);
    report(PromptState.SATISFIED);

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
        new GatewayStage(connection, GatewayConfig.local(taken), TestVerification.CATALOG)) {
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

  private static void report(PromptState state) {
    gateway.report(connection, "slow", progress -> progress.setState(state));
  }
}
