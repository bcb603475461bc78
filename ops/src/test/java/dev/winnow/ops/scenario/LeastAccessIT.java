package dev.winnow.ops.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.winnow.ops.local.LocalRegistry;
import dev.winnow.ops.local.Ports;
import dev.winnow.runtime.acl.AccessRule;
import dev.winnow.runtime.acl.KafkaUser;
import dev.winnow.runtime.testing.SecuredBroker;
import dev.winnow.runtime.testing.TestCertificates;
import dev.winnow.schemas.Topics;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each process as a user of its own that has the least access rules, and no others. */
class LeastAccessIT {
  private static final String POOL = "default";

  @TempDir private static Path directory;
  private static final Map<KafkaUser, Path> PROPERTIES = new EnumMap<>(KafkaUser.class);
  private static final Set<KafkaUser> STAGES =
      EnumSet.of(
          KafkaUser.PLANNER,
          KafkaUser.SYNTHESIZER,
          KafkaUser.VERIFIER,
          KafkaUser.CURATOR,
          KafkaUser.SINK);
  private static Vertx vertx;
  private static SecuredBroker broker;
  private static LocalRegistry registry;

  @BeforeAll
  static void start() throws Exception {
    vertx = Vertx.vertx();
    TestCertificates authority = new TestCertificates(directory);
    broker = SecuredBroker.start(directory, authority, authority.issue("broker"), List.of());
    registry = new LocalRegistry(vertx, broker.internalServers(), 0);
    for (KafkaUser user : KafkaUser.values()) {
      PROPERTIES.put(user, broker.user(user.command()));
      allow(user.rules(Topics.DEFAULT, POOL), "User:" + user.command());
    }
  }

  @AfterAll
  static void stop() throws Exception {
    registry.close();
    broker.close();
    vertx.close().await();
  }

  @Test
  void theWholeStreamRunsWithTheLeastRulesAndTheGatewayServes() throws Exception {
    SeparateProcesses processes =
        new SeparateProcesses(
            directory,
            broker.bootstrapServers(),
            registry.uri(),
            broker.internalServers(),
            LeastAccessIT::options);

    processes.turnAFileIntoDatasets();

    processes.done("status");
    assertNothingWasDenied();
    int port = Ports.freePair();
    try (Child gateway = processes.child("gateway", "--port=" + port)) {
      await()
          .failFast(() -> assertThat(gateway.isAlive()).as(gateway::log).isTrue())
          .ignoreExceptions()
          .until(() -> get(port, "/v1/recipes/apart"), status -> status == 200);
      assertThat(get(port, "/healthz")).isEqualTo(200);
    }
  }

  private static void assertNothingWasDenied() throws IOException {
    try (Stream<Path> logs = Files.list(directory)) {
      for (Path log : logs.filter(file -> file.toString().endsWith(".log")).toList()) {
        assertThat(Files.readString(log)).as(log.toString()).doesNotContain("uthorization");
      }
    }
  }

  private static List<String> options(String command) {
    KafkaUser user = KafkaUser.valueOf(command.toUpperCase(Locale.ROOT));
    String properties = "--client-properties=" + PROPERTIES.get(user);
    return STAGES.contains(user) ? List.of(properties, "--operations-port=0") : List.of(properties);
  }

  private static int get(int port, String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
              BodyHandlers.ofString())
          .statusCode();
    }
  }

  private static void allow(List<AccessRule> rules, String principal) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.internalServers()))) {
      List<AclBinding> bindings =
          rules.stream().flatMap(rule -> rule.bindings(principal).stream()).toList();
      admin.createAcls(bindings).all().get();
    }
  }
}
