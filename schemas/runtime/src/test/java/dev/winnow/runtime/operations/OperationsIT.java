package dev.winnow.runtime.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.winnow.runtime.Health;
import dev.winnow.runtime.Stage;
import dev.winnow.runtime.access.AccessToken;
import dev.winnow.runtime.access.HttpAccessConfig;
import dev.winnow.runtime.access.Role;
import dev.winnow.runtime.access.TokenFile;
import dev.winnow.runtime.access.TokenQuota;
import dev.winnow.runtime.access.TokenSecret;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.testing.PrometheusText;
import dev.winnow.runtime.testing.PrometheusText.Families;
import dev.winnow.runtime.testing.SharedCluster;
import dev.winnow.runtime.testing.TestCluster;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.serde.HttpSchemaRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedCluster.class)
class OperationsIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Optional<HttpAccessConfig> ANY_PORT = Optional.of(HttpAccessConfig.local(0));

  /** A stage whose health a test decides. */
  private static final class ToldStage implements Stage {
    private volatile Health health = new Health.Starting("2 of 5 records of state restored");

    @Override
    public String name() {
      return "told";
    }

    @Override
    public void start() {}

    @Override
    public Health health() {
      return health;
    }

    @Override
    public void close() {}
  }

  @Test
  void isReadyWithItsStageAndDeadOnlyWhenThatHasFailed() throws Exception {
    ToldStage stage = new ToldStage();
    try (Operations operations = started(SharedCluster.get().connection(), stage)) {
      await()
          .atMost(LIMIT)
          .until(() -> get(operations, "/readyz").body().contains("broker\" : \"ok"));
      HttpResponse<String> starting = get(operations, "/readyz");
      HttpResponse<String> alive = get(operations, "/livez");
      stage.health = Health.ok();
      HttpResponse<String> ready = get(operations, "/readyz");
      stage.health = new Health.Failed("the engine");
      HttpResponse<String> dead = get(operations, "/livez");

      assertThat(starting.statusCode()).isEqualTo(503);
      assertThat(starting.body())
          .contains("\"told\" : \"starting: 2 of 5 records of state restored\"");
      assertThat(alive.statusCode()).isEqualTo(200);
      assertThat(ready.statusCode()).isEqualTo(200);
      assertThat(dead.statusCode()).isEqualTo(503);
      assertThat(dead.body()).contains("\"told\" : \"failed: the engine\"");
    }
  }

  @Test
  void isNotReadyWithoutABroker() throws Exception {
    ToldStage stage = new ToldStage();
    stage.health = Health.ok();
    TestCluster cluster = new TestCluster(1);
    try (Operations operations = started(cluster.connection(), stage)) {
      await().atMost(LIMIT).until(() -> get(operations, "/readyz").statusCode() == 200);

      cluster.close();

      await().atMost(LIMIT).until(() -> get(operations, "/readyz").statusCode() == 503);
      assertThat(get(operations, "/readyz").body())
          .contains(
              "\"broker\" : \"degraded: Kafka at %s does not serve this process: "
                  .formatted(cluster.connection().bootstrapServers()));
      assertThat(get(operations, "/livez").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void isNotReadyWithoutARegistryAndReadyWhenItIsBack() throws Exception {
    ToldStage stage = new ToldStage();
    stage.health = Health.ok();
    HttpServer registry = registry(0);
    int port = registry.getAddress().getPort();
    KafkaConnection connection =
        new KafkaConnection(
            SharedCluster.get().connection().bootstrapServers(),
            new HttpSchemaRegistry(URI.create("http://127.0.0.1:" + port)),
            Topics.DEFAULT,
            Map.of());
    try (Operations operations = started(connection, stage)) {
      await().atMost(LIMIT).until(() -> get(operations, "/readyz").statusCode() == 200);

      registry.stop(0);

      await().atMost(LIMIT).until(() -> get(operations, "/readyz").statusCode() == 503);
      assertThat(get(operations, "/readyz").body())
          .contains(
              "\"registry\" : \"degraded: the schema registry at http://127.0.0.1:%d does not answer"
                  .formatted(port));
      assertThat(get(operations, "/readyz?exclude=registry").statusCode()).isEqualTo(200);

      HttpServer again = registry(port);
      await().atMost(LIMIT).until(() -> get(operations, "/readyz").statusCode() == 200);
      again.stop(0);
    }
  }

  @Test
  void exportsTheJvmTheProcessAndTheChecks() throws Exception {
    ToldStage stage = new ToldStage();
    try (Operations operations = started(SharedCluster.get().connection(), stage)) {
      await()
          .atMost(LIMIT)
          .until(
              () ->
                  PrometheusText.parse(get(operations, "/metrics").body())
                      .names()
                      .contains("winnow_ready"));

      HttpResponse<String> answer = get(operations, "/metrics");

      Families families = PrometheusText.parse(answer.body());
      assertThat(answer.headers().firstValue("Content-Type"))
          .hasValue("text/plain; version=0.0.4; charset=utf-8");
      assertThat(families.names())
          .contains(
              "jvm_memory_used_bytes",
              "jvm_gc_memory_allocated_bytes_total",
              "jvm_threads_live_threads",
              "process_cpu_usage",
              "process_uptime_seconds",
              "process_files_open_files",
              "winnow_resident_memory_bytes");
      assertThat(families.get("winnow_ready").sum(Map.of("check", "told"))).isZero();
    }
  }

  @Test
  void withTokensMetricsNeedOneAndHealthDoesNot(@TempDir Path directory) throws Exception {
    Path tokens = directory.resolve("tokens");
    String secret = TokenSecret.generate();
    TokenFile.write(
        tokens,
        List.of(
            new AccessToken(
                "scraper", TokenSecret.hash(secret), Set.of(Role.READ), TokenQuota.NONE)));
    Operations operations =
        new Operations(Optional.of(HttpAccessConfig.local(0).withTokens(tokens)));
    operations.watch(new ToldStage());
    operations.start();

    HttpRequest scrape =
        HttpRequest.newBuilder(operations.uri().orElseThrow().resolve("/metrics"))
            .header("Authorization", "Bearer " + secret)
            .build();

    assertThat(get(operations, "/metrics").statusCode()).isEqualTo(401);
    assertThat(HTTP.send(scrape, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    assertThat(get(operations, "/readyz").statusCode()).isEqualTo(503);
    assertThat(get(operations, "/livez").statusCode()).isEqualTo(200);
    operations.close();
  }

  @Test
  void anAddressThatOthersReachIsRefusedWithoutTokens() {
    Operations operations =
        new Operations(
            Optional.of(
                new HttpAccessConfig(
                    "0.0.0.0", 0, Optional.empty(), false, Optional.empty(), Set.of(), Set.of())));

    assertThatThrownBy(operations::start)
        .hasMessageContaining("operations port:")
        .hasMessageContaining("--unauthenticated");
    operations.close();
  }

  @Test
  void aTakenPortIsAnErrorThatNamesIt() throws Exception {
    try (Operations operations = started(SharedCluster.get().connection(), new ToldStage())) {
      int port = operations.uri().orElseThrow().getPort();
      Operations second = new Operations(Optional.of(HttpAccessConfig.local(port)));

      assertThatThrownBy(second::start)
          .hasMessageContaining("operations port: cannot listen on 127.0.0.1:" + port)
          .hasMessageContaining("--operations-port");
      second.close();
    }
  }

  @Test
  void withoutAnAddressNothingIsMeasuredAndNoPortIsOpened() {
    Operations operations = new Operations(Optional.empty());
    KafkaConnection connection = SharedCluster.get().connection();

    operations.start();

    assertThat(operations.uri()).isEmpty();
    assertThat(operations.connected(connection)).isEqualTo(connection);
    operations.close();
  }

  private static Operations started(KafkaConnection connection, Stage stage) {
    Operations operations = new Operations(ANY_PORT);
    KafkaConnection unused = operations.connected(connection);
    operations.watch(stage);
    operations.start();
    return operations;
  }

  private static HttpServer registry(int port) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/schemas/types",
        exchange -> {
          byte[] body = "[\"AVRO\"]".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static HttpResponse<String> get(Operations operations, String path) throws Exception {
    URI uri = operations.uri().orElseThrow().resolve(path);
    return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }
}
