package dev.winnow.producers.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.winnow.schemas.testing.TestCluster;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom and what the gateway lets in, before and beside the rules of the records. */
class GatewayAdmissionTest {
  private static final String RECIPE =
      "name: %s%ncheck: {type: %s}%npool: %s%nallocation: {strategy: fixed, candidates: 1}%n";

  private static TestCluster cluster;
  private static GatewayHarness gateway;

  @BeforeAll
  static void start() {
    cluster = new TestCluster(1);
    GatewayConfig config =
        new GatewayConfig("127.0.0.1", 0, Optional.empty(), Set.of("winnow.example"), Set.of("a"));
    gateway = new GatewayHarness(cluster.connection(), config, new FakeChecks());
  }

  @AfterAll
  static void stop() {
    gateway.close();
    cluster.close();
  }

  @Test
  void aCheckThatIsNotInstalledIsRefused() throws Exception {
    var answer = gateway.put("/v1/recipes/r", RECIPE.formatted("r", "nonsense", "a"));

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("there is no check 'nonsense'");
  }

  @Test
  void aPoolThatIsNotTheOperatorsIsRefused() throws Exception {
    var answer = gateway.put("/v1/recipes/r", RECIPE.formatted("r", "math", "b"));

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("'b' is none of the pools here: a");
  }

  @Test
  void aPromptThatTheRecipesCheckCannotJudgeIsRefused() throws Exception {
    gateway.put("/v1/recipes/strict", RECIPE.formatted("strict", "needs-reference", "a"));
    await().until(() -> gateway.get("/v1/recipes/strict").statusCode() == 200);

    var one = gateway.post("/v1/prompts?recipe=strict", GatewayHarness.JSON, "{\"prompt\": \"a\"}");
    var many =
        gateway.post("/v1/prompts?recipe=strict", GatewayHarness.NDJSON, "{\"prompt\": \"a\"}\n");

    assertThat(one.statusCode()).isEqualTo(422);
    assertThat(one.body()).contains("reference: is missing, and the check needs one");
    assertThat(many.body()).contains("\"refused\"").contains("the check needs one");
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, 200",
    "127.0.0.1:80, 200",
    "[::1]:8080, 200",
    "winnow.example:8080, 200",
    "WINNOW.example, 200",
    "evil.example, 421",
    "localhost.evil.example, 421",
    "127.0.0.1.evil.example, 421"
  })
  void aForeignHostIsRefused(String host, int status) throws Exception {
    assertThat(raw("GET /healthz HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
        .contains(" " + status + " ");
  }

  @ParameterizedTest
  @CsvSource({"/v1/prompts?recipe=%zz", "/v1/prompts?recipe=%", "/v1/prompts/%zz"})
  void anAddressThatIsNotWellEncodedIsABadRequest(String path) throws Exception {
    assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        .contains(" 400 ");
  }

  @Test
  void anIdWithSlashesAndSpacesIsFoundUnderItsEncodedPathAndAsAParameter() throws Exception {
    assertThat(gateway.get("/v1/prompts/a%2Fb%20c").body()).contains("not seen a prompt");
    assertThat(gateway.get("/v1/prompts?id=a%2Fb%20c").body()).contains("not seen a prompt");
    assertThat(gateway.get("/v1/prompts").statusCode()).isEqualTo(400);
  }

  private static String raw(String request) throws IOException {
    URI uri = gateway.uri("/");
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return String.valueOf(
          new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
              .readLine());
    }
  }
}
