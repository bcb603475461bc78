package dev.winnow.ops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.ops.catalog.Installed;
import dev.winnow.producers.gateway.GatewayConfig;
import dev.winnow.producers.gateway.GatewayStage;
import dev.winnow.producers.json.Json;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.testing.SharedCluster;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the command line takes, the gateway takes, and what one refuses, both refuse alike. */
@ExtendWith(SharedCluster.class)
class SameAdmissionIT {
  private static final String RECIPE =
      "name: same\npool: test\ncheck: {type: math}\nallocation: {strategy: fixed, candidates: 1}\n";
  private static final Pattern REFUSAL = Pattern.compile("(?m)^.*rows\\.jsonl:(\\d+): (.*)$");

  private static KafkaConnection connection;
  private static GatewayStage gateway;
  private static HttpClient client;

  @TempDir private Path directory;

  @BeforeAll
  static void start() throws Exception {
    connection = SharedCluster.topics(1);
    gateway = new GatewayStage(connection, GatewayConfig.local(0), Installed.catalog());
    gateway.start();
    client = HttpClient.newHttpClient();
    HttpResponse<String> put =
        client.send(
            HttpRequest.newBuilder(uri("/v1/recipes/same"))
                .PUT(BodyPublishers.ofString(RECIPE))
                .build(),
            BodyHandlers.ofString());
    assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
  }

  @AfterAll
  static void stop() {
    client.close();
    gateway.close();
  }

  static List<String> rows() {
    return List.of(
        "{\"prompt\": \"1 + 1?\", \"reference\": 2}",
        "{\"prompt\": \"1 + 1?\", \"reference\": \"2\", \"id\": \"a/b c\"}",
        "{\"prompt\": \"1 + 1?\", \"answer\": \"2\"}",
        "{\"prompt\": \"1 + 1?\", \"references\": [\"2\", \"two\"]}",
        "{\"messages\": [{\"role\": \"user\", \"content\": \"1?\"}], \"reference\": 1}",
        "{\"messages\": [{\"role\": \"developer\", \"content\": \"be\"}, {\"role\": \"user\","
            + " \"content\": [{\"type\": \"text\", \"text\": \"1?\"}]}], \"reference\": 1}",
        "{\"messages\": [{\"role\": \"user\", \"content\": \"1?\"}, {\"role\": \"assistant\","
            + " \"content\": \"It\"}], \"reference\": 1}",
        "{\"instruction\": \"Add\", \"input\": \"1, 1\", \"output\": \"2\"}",
        "{\"conversations\": [{\"from\": \"human\", \"value\": \"1?\"}, {\"from\": \"gpt\","
            + " \"value\": \"1\"}]}",
        "{\"problem\": \"1 + 1?\", \"solution\": \"It is \\\\boxed{2}.\"}",
        "{\"question\": \"1 + 1?\", \"answer\": \"so #### 2\"}",
        "{\"prompt\": [{\"role\": \"user\", \"content\": \"1?\"}], \"reward_model\":"
            + " {\"ground_truth\": \"1\"}}",
        "{\"prompt\": \"1 + 1?\"}",
        "{\"prompt\": \"1 + 1?\", \"reference\": \"\"}",
        "{\"prompt\": \"1 + 1?\", \"reference\": true}",
        "{\"prompt\": \"\", \"reference\": 1}",
        "{\"prompt\": 7, \"reference\": 1}",
        "{\"prompt\": null, \"reference\": 1}",
        "{\"prompt\": \"a\", \"messages\": [], \"reference\": 1}",
        "{\"messages\": [], \"reference\": 1}",
        "{\"messages\": [{\"role\": \"bot\", \"content\": \"a\"}], \"reference\": 1}",
        "{\"messages\": [{\"role\": \"user\"}], \"reference\": 1}",
        "{\"messages\": [{\"role\": \"system\", \"content\": \"a\"}], \"reference\": 1}",
        "{\"messages\": [{\"role\": \"tool\", \"content\": \"a\"}], \"reference\": 1}",
        "{\"prompt\": \"a\", \"reference\": 1, \"recipe\": \"other\"}",
        "{\"prompt\": \"a\", \"reference\": 1, \"id\": \" x\"}",
        "{\"prompt\": \"a\", \"reference\": 1, \"id\": \"\"}",
        "{\"prompt\": \"a\", \"reference\": 1, \"id\": \"\\u0007\"}",
        "{\"prompt\": \"a\", \"reference\": 1, \"tags\": [1]}",
        "{\"prompt\": \"a\", \"reference\": 1, \"metadata\": 7}",
        "{\"prompt\": \"\\ud800\", \"reference\": 1}",
        "{\"prompt\": NaN, \"reference\": 1}",
        "{\"prompt\": \"a\", \"prompt\": \"b\", \"reference\": 1}",
        "{\"prompt\": \"a\", \"reference\": 1} trailing",
        "{\"prompt\": \"a\", \"reference\": 1",
        "{'prompt': 'a'}",
        "{\"text\": \"fits nothing\"}",
        "\"a text\"",
        "[1, 2",
        "42",
        "nonsense",
        "{\"prompt\": \"" + "x".repeat(3 << 20) + "\"}",
        "{\"a\": " + "[".repeat(40) + "]".repeat(40) + "}",
        "\uFEFF{\"prompt\": \"marked\", \"reference\": 1}",
        "{\"id\": \"t\", \"prompt\": \"a\", \"reference\": 1}\n"
            + "{\"id\": \"t\", \"prompt\": \"b\", \"reference\": 1}");
  }

  @ParameterizedTest
  @MethodSource("rows")
  void fileAndGatewayTakeARowOrRefuseItForTheSameReason(String rows) throws Exception {
    assertThat(reasonOfGateway(rows)).isEqualTo(reasonOfCommandLine(rows));
  }

  /** Of the first line that is refused; empty when all are taken. */
  private Optional<String> reasonOfCommandLine(String rows) throws IOException {
    StringWriter out = new StringWriter();
    // An array in a file is another layout; here a line that begins so is one.
    String text = rows.startsWith("[") ? "{}\n" + rows : rows;
    int status =
        Winnow.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(out, true))
            .execute(
                "publish",
                "--dry-run",
                "--recipe",
                Files.writeString(directory.resolve("recipe.yaml"), RECIPE).toString(),
                Files.writeString(directory.resolve("rows.jsonl"), text).toString());
    Matcher refusal = REFUSAL.matcher(out.toString());
    Optional<String> reason = Optional.empty();
    while (refusal.find()) {
      reason = Optional.of(refusal.group(2));
    }
    assertThat(status).as(out.toString()).isEqualTo(reason.isEmpty() ? 0 : 1);
    return reason;
  }

  private static Optional<String> reasonOfGateway(String rows) throws Exception {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(uri("/v1/prompts?recipe=same"))
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofByteArray(rows.getBytes(StandardCharsets.UTF_8)))
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    Optional<String> reason = Optional.empty();
    for (String line : answer.body().lines().toList()) {
      JsonNode result = Json.MAPPER.readTree(line);
      assertThat(result.path("status").asText()).isIn("published", "refused");
      if (result.path("status").asText().equals("refused")) {
        reason = Optional.of(result.path("reason").asText());
      }
    }
    return reason;
  }

  private static URI uri(String path) {
    return gateway.uri().resolve(path);
  }
}
