package dev.winnow.ops.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.runtime.access.AccessToken;
import dev.winnow.runtime.access.HttpAccessConfig;
import dev.winnow.runtime.access.Role;
import dev.winnow.runtime.access.TokenFile;
import dev.winnow.runtime.access.TokenQuota;
import dev.winnow.runtime.access.TokenSecret;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.example.winnow.NeverEndsPlugin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that do not end, and callers that ask too much. */
class SlowChecksIT {
  private static final String ENDLESS = "{\"type\": \"never_ends\", \"response\": \"x\"}";
  private static final String QUICK =
      "{\"type\": \"exact\", \"reference\": \"x\", \"response\": \"x\"}";
  private static final Duration SHORT = Duration.ofMillis(300);

  @TempDir private Path directory;

  @AfterAll
  static void end() {
    NeverEndsPlugin.END.countDown();
  }

  @Test
  void aCheckThatDoesNotEndLeavesItsRowUndecidedAndTheServerServing() throws Exception {
    try (VerifyHarness service = new VerifyHarness(new VerifyLimits(100, 1 << 20, SHORT, 16))) {
      int threads = Runtime.getRuntime().availableProcessors();
      String rows = "[" + QUICK + ("," + ENDLESS).repeat(8 * threads) + "]";

      JsonNode answers = service.json(rows);

      assertThat(answers.get(0).path("outcome").asText()).isEqualTo("ACCEPTED");
      assertThat(answers.get(1).path("outcome").asText()).isEqualTo("UNDECIDED");
      assertThat(answers.get(1).path("reason").asText()).isEqualTo("TIMED_OUT");
      assertThat(health(service.uri())).isEqualTo(200);
      // Every thread is held: what comes later is undecided in time, and not lost.
      assertThat(service.json(QUICK).path("reason").asText()).isEqualTo("NOT_STARTED");
    }
  }

  @Test
  void aTokenNeedsTheRoleAndKeepsItsQuota() throws Exception {
    String reader = TokenSecret.generate();
    String trainer = TokenSecret.generate();
    Path file = directory.resolve("tokens.json");
    TokenFile.write(
        file,
        List.of(
            new AccessToken("reader", TokenSecret.hash(reader), Set.of(Role.READ), TokenQuota.NONE),
            new AccessToken(
                "trainer",
                TokenSecret.hash(trainer),
                Set.of(Role.VERIFY),
                new TokenQuota(0.01, Double.POSITIVE_INFINITY))));

    try (VerifyHarness service =
        new VerifyHarness(VerifyLimits.DEFAULT, HttpAccessConfig.local(0).withTokens(file))) {
      assertThat(service.post(VerifyHarness.JSON, QUICK).statusCode()).isEqualTo(401);
      assertThat(service.post(VerifyHarness.JSON, QUICK, reader).statusCode()).isEqualTo(403);
      assertThat(service.post(VerifyHarness.JSON, QUICK, trainer).statusCode()).isEqualTo(200);
      assertThat(service.post(VerifyHarness.JSON, QUICK, trainer).statusCode()).isEqualTo(429);
    }
  }

  @Test
  void theDescriptionHasTheRoute() throws Exception {
    try (VerifyHarness service = new VerifyHarness(VerifyLimits.DEFAULT);
        HttpClient client = HttpClient.newHttpClient()) {
      String document =
          client
              .send(
                  HttpRequest.newBuilder(service.uri().resolve("/openapi.json")).build(),
                  BodyHandlers.ofString())
              .body();

      assertThat(document).contains("/v1/verify");
    }
  }

  private static int health(URI server) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(server.resolve("/healthz")).build(), BodyHandlers.discarding())
          .statusCode();
    }
  }
}
