package dev.winnow.producers.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.winnow.runtime.access.HttpAccessConfig;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.testing.SharedCluster;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom and what the gateway lets in, before and beside the rules of the records. */
@ExtendWith(SharedCluster.class)
class GatewayAdmissionIT {
  private static final String RECIPE =
      "name: %s%ncheck: {type: %s}%npool: %s%nallocation: {strategy: fixed, candidates: 1}%n";

  private static KafkaConnection connection;
  private static GatewayHarness gateway;

  @BeforeAll
  static void start() {
    connection = SharedCluster.topics(1);
    GatewayConfig config =
        new GatewayConfig(
            new HttpAccessConfig(
                "127.0.0.1",
                0,
                Optional.empty(),
                false,
                Optional.empty(),
                Set.of("winnow.example"),
                Set.of("https://tools.example")),
            Set.of("a"),
            new BodyLimits(Duration.ofSeconds(2), 100_000));
    gateway = new GatewayHarness(connection, config);
  }

  @AfterAll
  static void stop() {
    gateway.close();
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
    assertThat(answer.body()).contains("pool 'b' is not allowed here; allowed are a");
  }

  @Test
  void aPromptThatTheRecipesCheckCannotJudgeIsRefused() throws Exception {
    gateway.put("/v1/recipes/strict", RECIPE.formatted("strict", "needs_reference", "a"));
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

  @ParameterizedTest
  @CsvSource({
    "http://localhost:80, 200",
    "http://localhost, 200",
    "http://localhost:81, 403",
    "https://tools.example, 200",
    "https://TOOLS.example, 200",
    "http://tools.example, 403",
    "https://tools.example.evil.example, 403",
    "http://evil.example, 403",
    "http://127.0.0.1, 403",
    "null, 403",
    "file://, 403",
    "not an origin, 403"
  })
  void aPageOfAForeignHostIsRefused(String origin, int status) throws Exception {
    assertThat(
            raw(
                "GET /healthz HTTP/1.1\r\nHost: localhost\r\nOrigin: "
                    + origin
                    + "\r\nConnection: close\r\n\r\n"))
        .contains(" " + status + " ");
  }

  @Test
  void aBrowserIsToldThatAnAllowedPageMayAsk() throws Exception {
    String question =
        "OPTIONS /v1/prompts HTTP/1.1\r\nHost: localhost\r\nOrigin: %s\r\n"
            + "Access-Control-Request-Method: POST\r\nConnection: close\r\n\r\n";

    assertThat(raw(question.formatted("https://tools.example"))).contains(" 204 ");
    assertThat(raw(question.formatted("https://evil.example"))).contains(" 403 ");
  }

  @Test
  void aStreamThatSendsTooSlowlyIsEndedAndWhatCameIsPublished() throws Exception {
    gateway.putRecipe("drips", "a");
    try (Socket socket = open()) {
      write(
          socket,
          "POST /v1/prompts?recipe=drips HTTP/1.1\r\nHost: localhost\r\n"
              + "Content-Type: application/x-ndjson\r\nContent-Length: 99999\r\n\r\n"
              + "{\"prompt\": \"came\"}\n{\"prom");

      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(answer)
          .contains("\"line\":1,\"status\":\"published\"")
          .contains("a body may take 2 s; send the rest in another request")
          .doesNotContain("\"line\":2");
    }
  }

  @Test
  void aStreamThatIsTooLargeIsEndedAndWhatCameIsPublished() throws Exception {
    gateway.putRecipe("large", "a");
    String lines = "{\"prompt\": \"%s\"}\n".formatted("x".repeat(980)).repeat(150);

    var declared = gateway.post("/v1/prompts?recipe=large", GatewayHarness.NDJSON, lines);
    var chunked =
        gateway.post(
            "/v1/prompts?recipe=large",
            GatewayHarness.NDJSON,
            BodyPublishers.ofInputStream(
                () -> new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8))));

    assertThat(declared.statusCode()).isEqualTo(413);
    assertThat(declared.body()).contains("a body may have 100000 bytes");
    assertThat(chunked.body())
        .contains("\"line\":1,\"status\":\"published\"")
        .contains("a body may have 100000 bytes; send the rest in another request");
  }

  @Test
  void limitsAndOriginsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> new BodyLimits(Duration.ZERO, 1)).hasMessageContaining("time:");
    assertThatThrownBy(() -> new BodyLimits(Duration.ofSeconds(1), 0))
        .hasMessageContaining("bytes:");
    assertThatThrownBy(
            () ->
                new HttpAccessConfig(
                    "localhost",
                    0,
                    Optional.empty(),
                    false,
                    Optional.empty(),
                    Set.of(),
                    Set.of("tools.example")))
        .hasMessageContaining("allowed origin: 'tools.example'");
  }

  private static Socket open() throws IOException {
    URI uri = gateway.uri("/");
    return new Socket(uri.getHost(), uri.getPort());
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String raw(String request) throws IOException {
    try (Socket socket = open()) {
      write(socket, request);
      return String.valueOf(
          new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
              .readLine());
    }
  }
}
