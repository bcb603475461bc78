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
import dev.winnow.schemas.testing.Repository;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each process as a user of its own that has the least access rules, and no others. */
@Tag("long")
class LeastAccessIT {
  private static final String POOL = "default";

  @TempDir private Path directory;
  private final Map<KafkaUser, Path> properties = new EnumMap<>(KafkaUser.class);
  private static final Set<KafkaUser> STAGES =
      EnumSet.of(
          KafkaUser.PLANNER,
          KafkaUser.SYNTHESIZER,
          KafkaUser.VERIFIER,
          KafkaUser.SCORER,
          KafkaUser.CURATOR,
          KafkaUser.SINK);
  private Vertx vertx;
  private SecuredBroker broker;
  private LocalRegistry registry;

  @BeforeEach
  void start() throws Exception {
    vertx = Vertx.vertx();
    TestCertificates authority = new TestCertificates(directory);
    broker = SecuredBroker.start(directory, authority, authority.issue("broker"), List.of());
    registry = new LocalRegistry(vertx, broker.internalServers(), 0);
    for (KafkaUser user : KafkaUser.values()) {
      properties.put(user, broker.user(user.command()));
      allow(user.rules(Topics.DEFAULT, POOL), "User:" + user.command());
    }
  }

  @AfterEach
  void stop() throws Exception {
    registry.close();
    broker.close();
    vertx.close().await();
  }

  @Test
  void theWholeStreamRunsWithTheLeastRulesAndTheGatewayServes() throws Exception {
    SeparateProcesses processes = processes();

    processes.turnAFileIntoDatasets();

    processes.said("status");
    processes.done(
        "train",
        "--topic=accepted",
        "--recipe=apart",
        "--max-rows=2",
        "--from=" + Repository.file("ops/models/abacus"),
        directory.resolve("tuned").toString());
    assertNothingWasDenied();
    int port = Ports.freePair();
    try (Child gateway = processes.child("gateway", "--port=" + port)) {
      await()
          .atMost(Duration.ofMinutes(3))
          .failFast(() -> assertThat(gateway.isAlive()).as(gateway::log).isTrue())
          .ignoreExceptions()
          .until(() -> get(port, "/v1/recipes/apart"), status -> status == 200);
      assertThat(get(port, "/healthz")).isEqualTo(200);
    }
  }

  @Test
  void scorersAndTheCommandsOfOperatorsRunWithTheLeastRules() throws Exception {
    SeparateProcesses processes = processes();
    try (FaultyRewardServer rewards = new FaultyRewardServer()) {
      ScoredProcesses scored = new ScoredProcesses(directory, processes, rewards.uri());
      scored.run(
          registry.uri(),
          broker.internalServers(),
          () -> {
            processes.done("top", "--screens=1", "--json");
            // Something is stuck: a dead letter of the scenario.
            assertThat(processes.said("status", "--json")).contains("dead letter");
            processes.done("retry");
            processes.done("reverify", "--recipe=" + scored.stricterRecipe(), "--json");
            assertThat(processes.done("dead-letters", "republish", "--all", "--json"))
                .contains("winnow.prompts");
          });
    }
    assertNothingWasDenied();
  }

  private SeparateProcesses processes() {
    return new SeparateProcesses(
        directory,
        broker.bootstrapServers(),
        registry.uri(),
        broker.internalServers(),
        this::options);
  }

  private void assertNothingWasDenied() throws IOException {
    try (Stream<Path> logs = Files.list(directory)) {
      for (Path log : logs.filter(file -> file.toString().endsWith(".log")).toList()) {
        assertThat(Files.readString(log)).as(log.toString()).doesNotContain("uthorization");
      }
    }
  }

  private List<String> options(String command) {
    KafkaUser user =
        command.equals("top")
            ? KafkaUser.STATUS
            : KafkaUser.valueOf(command.toUpperCase(Locale.ROOT));
    String credentials = "--client-properties=" + properties.get(user);
    return STAGES.contains(user)
        ? List.of(credentials, "--operations-port=0")
        : List.of(credentials);
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

  private void allow(List<AccessRule> rules, String principal) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.internalServers()))) {
      List<AclBinding> bindings =
          rules.stream().flatMap(rule -> rule.bindings(principal).stream()).toList();
      admin.createAcls(bindings).all().get();
    }
  }
}
