package dev.winnow.ops.docs;

import dev.winnow.ops.catalog.Installed;
import dev.winnow.ops.console.Console;
import dev.winnow.ops.verify.VerifyService;
import dev.winnow.producers.gateway.GatewayConfig;
import dev.winnow.producers.gateway.GatewayStage;
import dev.winnow.runtime.access.AccessToken;
import dev.winnow.runtime.access.GuardedRoutes.Rule;
import dev.winnow.runtime.access.HttpAccessConfig;
import dev.winnow.runtime.access.Role;
import dev.winnow.runtime.access.TokenFile;
import dev.winnow.runtime.access.TokenQuota;
import dev.winnow.runtime.access.TokenSecret;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.operations.Operations;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.testing.InMemorySchemaRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables of who may use which route have the answers of running servers. */
class AccessTableIT {
  private static final GeneratedSection GATEWAY =
      new GeneratedSection("ops/docs/security.md", "access");
  private static final GeneratedSection OPERATIONS =
      new GeneratedSection("ops/docs/security.md", "operations access");

  @TempDir private Path directory;

  /** One connection for each request: a server limits the requests on one of HTTP/2. */
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Map<Role, String> secrets = new EnumMap<>(Role.class);

  @Test
  void everyRouteOfTheGatewayAnswersEachRoleAsThePageSays() throws Exception {
    // Kafka is out of reach: what is let in fails later, with another status.
    KafkaConnection nowhere =
        new KafkaConnection("127.0.0.1:1", new InMemorySchemaRegistry(), Topics.DEFAULT, Map.of());
    try (GatewayStage gateway =
        new GatewayStage(
            nowhere,
            GatewayConfig.of(HttpAccessConfig.local(0).withTokens(tokens())),
            Installed.catalog(),
            UnaryOperator.identity(),
            List.of(
                new Console(nowhere, Optional.empty(), Optional.empty()),
                VerifyService.ofDefaults()))) {
      gateway.start();

      GATEWAY.requireLines(table(gateway.uri(), gateway.rules()));
    }
  }

  @Test
  void everyRouteOfTheOperationsPortAnswersEachRoleAsThePageSays() throws Exception {
    try (Operations port =
        new Operations(Optional.of(HttpAccessConfig.local(0).withTokens(tokens())))) {
      port.start();

      OPERATIONS.requireLines(table(port.uri().orElseThrow(), port.rules()));
    }
  }

  private List<String> table(URI server, List<Rule> rules) throws Exception {
    // All at once: what is let in waits for a Kafka that is out of reach.
    List<CompletableFuture<String>> rows = rules.stream().map(rule -> row(server, rule)).toList();
    List<String> lines = new ArrayList<>();
    lines.add("| request | needs | no token | unknown token | publish | read | operate | verify |");
    lines.add("| --- | --- | --- | --- | --- | --- | --- | --- |");
    for (CompletableFuture<String> row : rows) {
      lines.add(row.get());
    }
    return lines;
  }

  private CompletableFuture<String> row(URI server, Rule rule) {
    List<CompletableFuture<String>> answers = new ArrayList<>();
    answers.add(answer(server, rule, ""));
    answers.add(answer(server, rule, TokenSecret.generate()));
    for (Role role : Role.values()) {
      answers.add(answer(server, rule, secrets.getOrDefault(role, "")));
    }
    String request = "`%s %s`".formatted(rule.method(), rule.path().replaceAll(":(\\w+)", "{$1}"));
    String needs = rule.role().map(Role::word).orElse("nothing");
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenApply(
            done ->
                answers.stream()
                    .map(CompletableFuture::join)
                    .collect(
                        Collectors.joining(" | ", "| %s | %s | ".formatted(request, needs), " |")));
  }

  private CompletableFuture<String> answer(URI server, Rule rule, String secret) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(rule.path().replace(":", "some-")))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/json")
            .method(rule.method(), BodyPublishers.ofString("GET".equals(rule.method()) ? "" : "?"));
    if (!secret.isEmpty()) {
      request.header("Authorization", "Bearer " + secret);
    }
    return client
        .sendAsync(request.build(), BodyHandlers.ofInputStream())
        .thenApply(AccessTableIT::word);
  }

  /** A stream of events has no end: its body is not read. */
  private static String word(HttpResponse<InputStream> answered) {
    try {
      answered.body().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    int status = answered.statusCode();
    return status == 401 || status == 403 ? String.valueOf(status) : "passes";
  }

  private Path tokens() throws Exception {
    List<AccessToken> tokens = new ArrayList<>();
    for (Role role : Role.values()) {
      String secret = TokenSecret.generate();
      secrets.put(role, secret);
      tokens.add(
          new AccessToken(role.word(), TokenSecret.hash(secret), Set.of(role), TokenQuota.NONE));
    }
    Path file = directory.resolve("tokens.json");
    TokenFile.write(file, tokens);
    return file;
  }
}
