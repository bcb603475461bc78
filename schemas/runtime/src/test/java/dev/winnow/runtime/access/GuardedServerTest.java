package dev.winnow.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.winnow.runtime.metrics.HttpMetric;
import dev.winnow.runtime.metrics.StageMetrics;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardedServerTest {
  private static final String SECRET = TokenSecret.generate();
  private static Vertx vertx;

  @TempDir private Path directory;
  private final HttpClient client = HttpClient.newHttpClient();
  private Path file;

  @BeforeAll
  static void open() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void close() {
    vertx.close().await();
  }

  @BeforeEach
  void write() {
    file = directory.resolve("tokens.json");
  }

  @Test
  void countsRequestsByTheDeclaredRouteAndNeverByTheirPath() throws Exception {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (GuardedServer server =
        GuardedServer.start(
            vertx,
            HttpAccessConfig.local(0),
            new HttpServerOptions(),
            StageMetrics.of(registry),
            routes ->
                routes
                    .open(HttpMethod.GET, "/things/:id")
                    .handler(context -> context.end("thing")))) {
      send(server, "GET", "/things/1", "");
      send(server, "GET", "/things/2?more=1", "");
      send(server, "GET", "/other/3", "");
      send(server, "BREW", "/things/4", "");

      await()
          .untilAsserted(
              () -> {
                assertThat(requests(registry, "/things/:id", "GET", "2xx")).isEqualTo(2);
                assertThat(requests(registry, "none", "none", "4xx")).isEqualTo(2);
              });
      assertThat(registry.find(HttpMetric.HTTP_REQUEST_SECONDS.metricName()).summaries())
          .hasSize(2);
    }
  }

  private static double requests(
      SimpleMeterRegistry registry, String route, String method, String status) {
    var counter =
        registry
            .find(HttpMetric.HTTP_REQUESTS_TOTAL.metricName())
            .tags(Tags.of("route", route, "method", method, "status", status))
            .counter();
    return counter == null ? 0 : counter.count();
  }

  @Test
  void asksForATokenThatHasTheRoleOfTheRoute() throws Exception {
    write(TokenQuota.NONE, Role.READ);
    try (GuardedServer server = start(HttpAccessConfig.local(0).withTokens(file))) {
      HttpResponse<String> without = send(server, "GET", "/read", "");

      assertThat(without.statusCode()).isEqualTo(401);
      assertThat(without.headers().firstValue("WWW-Authenticate")).isPresent();
      assertThat(send(server, "GET", "/read", "Bearer guess").statusCode()).isEqualTo(401);
      assertThat(send(server, "GET", "/read", "Basic " + SECRET).statusCode()).isEqualTo(401);
      assertThat(send(server, "GET", "/read", "Bearer " + SECRET).body()).isEqualTo("for one");
      HttpResponse<String> operate = send(server, "PUT", "/operate", "Bearer " + SECRET);
      assertThat(operate.statusCode()).isEqualTo(403);
      assertThat(operate.body()).contains("needs the role 'operate'; token 'one' has: read");
      assertThat(send(server, "GET", "/open", "").statusCode()).isEqualTo(200);
      assertThat(send(server, "DELETE", "/read", "").statusCode()).isEqualTo(405);
    }
  }

  @Test
  void refusesATokenSoonAfterItsRemoval() throws Exception {
    write(TokenQuota.NONE, Role.READ);
    try (GuardedServer server = start(HttpAccessConfig.local(0).withTokens(file))) {
      TokenFile.write(file, List.of());

      await().until(() -> send(server, "GET", "/read", "Bearer " + SECRET).statusCode() == 401);
    }
  }

  @Test
  void answersThatAQuotaIsUsedUp() throws Exception {
    write(new TokenQuota(0.01, Double.POSITIVE_INFINITY), Role.READ);
    try (GuardedServer server = start(HttpAccessConfig.local(0).withTokens(file))) {
      send(server, "GET", "/read", "Bearer " + SECRET);

      HttpResponse<String> second = send(server, "GET", "/read", "Bearer " + SECRET);

      assertThat(second.statusCode()).isEqualTo(429);
      assertThat(second.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(90L, 100L);
    }
  }

  @Test
  void countsTheBytesOfBodies() throws Exception {
    write(new TokenQuota(Double.POSITIVE_INFINITY, 1), Role.OPERATE);
    try (GuardedServer server = start(HttpAccessConfig.local(0).withTokens(file))) {
      send(server, "PUT", "/operate", "Bearer " + SECRET);

      assertThat(send(server, "PUT", "/operate", "Bearer " + SECRET).statusCode()).isEqualTo(429);
    }
  }

  @Test
  void doesNotStartWithARouteThatDeclaresNoRole() {
    Router router = Router.router(vertx);
    router.get("/secret").handler(context -> context.end("all"));

    assertThatThrownBy(() -> GuardedRoutes.requireDeclared(router))
        .hasMessageContaining("/secret declares no role");
  }

  @Test
  void doesNotStartWithoutAFileOfTokens() {
    assertThatThrownBy(() -> start(HttpAccessConfig.local(0).withTokens(file)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("there is no token file");
  }

  private GuardedServer start(HttpAccessConfig config) {
    return GuardedServer.start(
        vertx, config, new HttpServerOptions(), StageMetrics.off(), GuardedServerTest::declare);
  }

  private static void declare(GuardedRoutes routes) {
    routes.open(HttpMethod.GET, "/open").handler(context -> context.end("open"));
    routes
        .needs(Role.READ, HttpMethod.GET, "/read")
        .handler(context -> context.end("for " + Caller.of(context).name()));
    routes.needs(Role.OPERATE, HttpMethod.PUT, "/operate").handler(context -> context.end("done"));
    ErrorAnswers.install(routes, "the documentation");
  }

  private void write(TokenQuota quota, Role role) throws Exception {
    TokenFile.write(
        file, List.of(new AccessToken("one", TokenSecret.hash(SECRET), Set.of(role), quota)));
  }

  private HttpResponse<String> send(
      GuardedServer server, String method, String path, String authorization) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri().resolve(path))
            .method(method, BodyPublishers.ofString("PUT".equals(method) ? "a body" : ""));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
