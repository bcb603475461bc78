package dev.winnow.ops.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.local.LocalRegistry;
import dev.winnow.runtime.testing.SecuredBroker;
import dev.winnow.runtime.testing.TestCertificates;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole stream on a broker with SCRAM and TLS, and what users are told who may not use it. */
class SecuredProcessesIT {
  @TempDir private static Path directory;
  private static Vertx vertx;
  private static TestCertificates authority;
  private static SecuredBroker broker;
  private static LocalRegistry registry;

  @BeforeAll
  static void start() throws Exception {
    vertx = Vertx.vertx();
    authority = new TestCertificates(directory);
    broker =
        SecuredBroker.start(directory, authority, authority.issue("broker"), List.of("winnow"));
    registry = new LocalRegistry(vertx, broker.internalServers(), 0);
  }

  @AfterAll
  static void stop() throws Exception {
    registry.close();
    broker.close();
    vertx.close().await();
  }

  @Test
  @Tag("long")
  void theWholeStreamRunsAndRefusedClientsLoseNothing() throws Exception {
    Path properties = broker.user("winnow");

    assertRefused(
        processes(broker, broker.properties("winnow", "wrong-password")),
        "Authentication failed",
        "correct the user and password, or the token, in --client-properties");
    assertRefused(
        processes(broker, noAuthority()),
        "no-such-authority.pem",
        "correct the settings in --client-properties");
    assertRefused(
        processes(broker, broker.user("stranger")),
        "the broker's access rules do not let this user do it",
        "'winnow acls' prints those that each stage needs");
    processes(broker, properties).turnAFileIntoDatasets();
  }

  @Test
  void anExpiredCertificateOfTheBrokerIsNamed() throws Exception {
    try (SecuredBroker expired =
        SecuredBroker.start(
            directory, authority, authority.issueExpired("late"), List.of("winnow"))) {
      assertRefused(processes(expired, expired.user("winnow")), "SSL handshake failed", "NotAfter");
    }
  }

  private static Path noAuthority() throws Exception {
    return Files.writeString(
        directory.resolve("no-authority.properties"),
        """
        security.protocol=SSL
        ssl.truststore.type=PEM
        ssl.truststore.location=no-such-authority.pem
        """);
  }

  private static void assertRefused(SeparateProcesses processes, String... messages)
      throws Exception {
    for (String command : new String[] {"topics", "planner", "sink"}) {
      String[] line =
          "sink".equals(command)
              ? new String[] {"sink", "--datasets=" + directory.resolve("never")}
              : new String[] {command};
      try (Child child = processes.child(line)) {
        assertThat(child.exitStatus()).as(command).isEqualTo(1);
        assertThat(child.log()).as(command).contains(messages).doesNotContain("password-of");
      }
    }
  }

  private static SeparateProcesses processes(SecuredBroker broker, Path properties) {
    return new SeparateProcesses(
        directory,
        broker.bootstrapServers(),
        registry.uri(),
        broker.internalServers(),
        command -> List.of("--client-properties=" + properties));
  }
}
