package dev.winnow.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.runtime.testing.TestBroker;
import dev.winnow.runtime.testing.TokenServer;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.testing.InMemorySchemaRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka's clients log in with a token that they get for a client's secret. */
class OAuthIT {
  private static final String ALLOWED = "org.apache.kafka.sasl.oauthbearer.allowed.urls";
  private static final String LISTENER = "listener.name.clients.oauthbearer.";
  private static final String MODULE =
      "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required";

  @TempDir private static Path directory;
  private static TokenServer tokens;
  private static TestBroker broker;

  @BeforeAll
  static void start() throws Exception {
    tokens = new TokenServer("winnow-worker", "the secret of a worker");
    String keys = tokens.writeKeys(directory.resolve("jwks.json")).toUri().toString();
    System.setProperty(ALLOWED, tokens.url() + "," + keys);
    broker =
        new TestBroker(
            "SASL_PLAINTEXT",
            Map.of(
                "listener.name.clients.sasl.enabled.mechanisms",
                "OAUTHBEARER",
                LISTENER + "sasl.jaas.config",
                MODULE + ";",
                LISTENER + "sasl.server.callback.handler.class",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerValidatorCallbackHandler",
                LISTENER + "sasl.oauthbearer.jwks.endpoint.url",
                keys,
                LISTENER + "sasl.oauthbearer.expected.audience",
                "kafka",
                LISTENER + "sasl.oauthbearer.expected.issuer",
                "test-issuer"));
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
    tokens.close();
    System.clearProperty(ALLOWED);
  }

  @Test
  void theRightSecretIsLetIn() throws Exception {
    try (Admin admin = Admin.create(connection("the secret of a worker").properties(Map.of()))) {
      assertThat(admin.describeCluster().nodes().get()).hasSize(1);
    }
  }

  @Test
  void aWrongSecretIsRefusedAndNotPrinted() {
    assertThatThrownBy(
            () -> {
              try (Admin admin = Admin.create(connection("a wrong secret").properties(Map.of()))) {
                admin.describeCluster().nodes().get();
              }
            })
        .isInstanceOf(KafkaException.class)
        .hasStackTraceContaining("401")
        .satisfies(
            e ->
                assertThat(e)
                    .hasStackTraceContaining("oauthbearer")
                    .extracting(Throwable::toString)
                    .asString()
                    .doesNotContain("a wrong secret"));
  }

  private static KafkaConnection connection(String secret) throws Exception {
    Path file = Files.writeString(Files.createTempFile(directory, "secret", ""), secret);
    Path properties =
        Files.writeString(
            Files.createTempFile(directory, "oauth", ".properties"),
            """
            security.protocol=SASL_PLAINTEXT
            sasl.mechanism=OAUTHBEARER
            sasl.jaas.config=%s;
            sasl.login.callback.handler.class=org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler
            sasl.oauthbearer.token.endpoint.url=%s
            sasl.oauthbearer.client.credentials.client.id=winnow-worker
            sasl.oauthbearer.client.credentials.client.secret=${directory:%s:%s}
            sasl.login.retry.backoff.ms=10
            sasl.login.retry.backoff.max.ms=20
            """
                .formatted(MODULE, tokens.url(), directory, file.getFileName()));
    return new KafkaConnection(
        broker.bootstrapServers(),
        new InMemorySchemaRegistry(),
        Topics.DEFAULT,
        ClientSettings.read(properties).kafka());
  }
}
