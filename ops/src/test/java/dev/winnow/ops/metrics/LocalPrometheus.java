package dev.winnow.ops.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.ops.local.Ports;
import dev.winnow.schemas.testing.Tools;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A Prometheus of its own process, with the rules of the repository. */
final class LocalPrometheus implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final URI uri;

  private LocalPrometheus(Process process, URI uri) {
    this.process = process;
    this.uri = uri;
  }

  /** Skips the test where Prometheus is not installed, before anything else is started. */
  static void requireInstalled() {
    Tools.start(
        new ProcessBuilder("prometheus", "--version")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD));
  }

  /** Starts one that scrapes these addresses every second. */
  static LocalPrometheus start(Path directory, List<String> addresses) throws IOException {
    Files.createDirectories(directory);
    Path configuration =
        Files.writeString(
            directory.resolve("prometheus.yml"),
            """
            global: {scrape_interval: 1s, evaluation_interval: 1s}
            rule_files: [%s]
            scrape_configs:
              - job_name: winnow
                static_configs: [{targets: [%s]}]
            """
                .formatted(
                    MonitoringFiles.directory().resolve("rules.yml").toAbsolutePath(),
                    addresses.stream()
                        .map(address -> "\"" + address + "\"")
                        .collect(Collectors.joining(", "))));
    int port = Ports.freePair();
    Process process =
        new ProcessBuilder(
                "prometheus",
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + directory.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    LocalPrometheus started = new LocalPrometheus(process, URI.create("http://127.0.0.1:" + port));
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(() -> started.get("/-/ready").statusCode() == 200);
    return started;
  }

  /** The series that an expression has now. */
  List<JsonNode> query(String expression) {
    return list(
        json("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
            .at("/data/result"));
  }

  /** The rules with their state, each evaluated at least once. */
  List<JsonNode> rules() {
    return list(json("/api/v1/rules").at("/data/groups/0/rules"));
  }

  @Override
  public void close() {
    process.destroy();
  }

  private JsonNode json(String path) {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> get(String path) {
    try {
      return HTTP.send(
          HttpRequest.newBuilder(URI.create(uri + path)).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static List<JsonNode> list(JsonNode array) {
    List<JsonNode> list = new ArrayList<>();
    array.forEach(list::add);
    return list;
  }
}
