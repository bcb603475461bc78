package dev.winnow.ops.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.local.LocalRegistry;
import dev.winnow.ops.local.Ports;
import dev.winnow.runtime.testing.SecuredBroker;
import dev.winnow.runtime.testing.TestCertificates;
import io.vertx.core.Vertx;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Stages whose users are removed from Kafka for a while, all at once, in the middle of a run. What
 * ends is started again, as a supervisor does.
 */
@Tag("long")
class WithdrawnUsersIT {
  private static final List<String> STAGES = SeparateProcesses.STAGES;
  private static final String OPERATOR = "operator";
  private static final List<String> USERS =
      Stream.concat(STAGES.stream(), Stream.of(OPERATOR)).toList();
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir private Path directory;
  private final Map<String, Path> properties = new LinkedHashMap<>();
  private final Map<String, Integer> ports = new LinkedHashMap<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private Vertx vertx;
  private SecuredBroker broker;
  private LocalRegistry registry;

  @BeforeEach
  void start() throws Exception {
    vertx = Vertx.vertx();
    TestCertificates authority = new TestCertificates(directory);
    broker =
        SecuredBroker.startAskingAgain(
            directory, authority, authority.issue("broker"), USERS, Duration.ofSeconds(5));
    registry = new LocalRegistry(vertx, broker.internalServers(), 0);
    for (String user : USERS) {
      properties.put(user, broker.user(user));
    }
    for (String stage : STAGES) {
      ports.put(stage, Ports.freePair());
    }
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    registry.close();
    broker.close();
    vertx.close().await();
  }

  @Test
  void stagesSayWhyTheyWaitOrEndAndGoOnWithNothingLostOnceTheirUsersAreBack() throws Exception {
    processes().turnAFileIntoDatasets(this::withdrawForAWhile);
  }

  private void withdrawForAWhile(List<Child> stages) throws Exception {
    awaitReady(stages);
    for (String stage : STAGES) {
      broker.remove(stage);
    }

    for (int i = 0; i < STAGES.size(); i++) {
      String stage = STAGES.get(i);
      Child process = stages.get(i);
      await(stage + " says why it waits, or ends")
          .until(() -> !process.isAlive() || saysWhyItWaits(stage));
    }

    for (String stage : STAGES) {
      broker.user(stage);
    }
    awaitReady(stages);
  }

  private void awaitReady(List<Child> stages) {
    for (String stage : STAGES) {
      await(stage + " is ready")
          .until(
              () -> {
                supervise(stages);
                return readiness(stage).statusCode() == 200;
              });
    }
  }

  /** Starts again what has ended: Kafka Streams does not outlive a refused table. */
  private void supervise(List<Child> stages) throws Exception {
    for (int i = 0; i < STAGES.size(); i++) {
      Child process = stages.get(i);
      if (!process.isAlive()) {
        assertThat(process.exitStatus()).as(STAGES.get(i)).isEqualTo(1);
        assertThat(process.log()).contains("the process ends", "uthentication failed");
        stages.set(i, processes().start(STAGES.get(i)));
      }
    }
  }

  private boolean saysWhyItWaits(String stage) throws Exception {
    HttpResponse<String> answer = readiness(stage);
    return answer.statusCode() == 503 && answer.body().contains("uthentication");
  }

  private static ConditionFactory await(String what) {
    return Awaitility.await(what)
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(ConnectException.class);
  }

  private HttpResponse<String> readiness(String stage) throws Exception {
    URI uri = URI.create("http://127.0.0.1:%d/readyz".formatted(ports.get(stage)));
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private SeparateProcesses processes() {
    return new SeparateProcesses(
        directory,
        broker.bootstrapServers(),
        registry.uri(),
        broker.internalServers(),
        this::options);
  }

  private List<String> options(String command) {
    String credentials =
        "--client-properties=" + properties.get(ports.containsKey(command) ? command : OPERATOR);
    return ports.containsKey(command)
        ? List.of(credentials, "--operations-port=" + ports.get(command))
        : List.of(credentials);
  }
}
