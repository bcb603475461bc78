package dev.winnow.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.runtime.testing.TestBroker;
import dev.winnow.runtime.testing.TestCertificates;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.testing.InMemorySchemaRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that knows its clients by their certificates. */
class MutualTlsIT {
  private static final String LISTENER = "listener.name.clients.";

  @TempDir private static Path directory;
  private static TestCertificates authority;
  private static Path trusted;
  private static TestBroker broker;

  @BeforeAll
  static void start() throws Exception {
    authority = new TestCertificates(directory);
    trusted = authority.authority();
    broker =
        new TestBroker(
            "SSL",
            Map.of(
                LISTENER + "ssl.client.auth",
                "required",
                LISTENER + "ssl.keystore.type",
                "PEM",
                LISTENER + "ssl.keystore.location",
                authority.issue("broker").both().toString(),
                LISTENER + "ssl.truststore.type",
                "PEM",
                LISTENER + "ssl.truststore.location",
                trusted.toString()));
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
  }

  @Test
  void aCertificateOfTheAuthorityIsLetIn() throws Exception {
    KafkaConnection connection = connection(keyStore(authority.issue("planner").both()));

    // The answer is of the broker: this topic does not exist.
    assertThatThrownBy(() -> TopicVerifier.verify(connection, List.of("winnow.prompts")))
        .hasMessageContaining("topic 'winnow.prompts' does not exist");
  }

  @Test
  void anExpiredCertificateAndNoneAreRefusedWithAdvice() throws Exception {
    for (String store :
        List.of(keyStore(authority.issueExpired("late").both()), "# no certificate\n")) {
      KafkaConnection connection = connection(store);

      assertThatThrownBy(() -> TopicVerifier.verify(connection, List.of("winnow.prompts")))
          .isInstanceOf(KafkaException.class)
          .hasMessageContaining("correct the certificates")
          .hasMessageContaining("ssl.keystore.*");
    }
  }

  private static String keyStore(Path both) {
    return "ssl.keystore.type=PEM\nssl.keystore.location=%s\n".formatted(both);
  }

  private static KafkaConnection connection(String store) throws Exception {
    Path file =
        Files.writeString(
            Files.createTempFile(directory, "mtls", ".properties"),
            """
            security.protocol=SSL
            ssl.truststore.type=PEM
            ssl.truststore.location=%s
            """
                    .formatted(trusted)
                + store);
    return new KafkaConnection(
        broker.bootstrapServers(),
        new InMemorySchemaRegistry(),
        Topics.DEFAULT,
        ClientSettings.read(file).kafka());
  }
}
