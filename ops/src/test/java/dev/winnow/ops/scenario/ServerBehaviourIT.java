package dev.winnow.ops.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.winnow.ops.scenario.ServerCases.OfRequest;
import dev.winnow.ops.scenario.ServerCases.OfServer;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.testing.Answers;
import dev.winnow.runtime.testing.Behaviour;
import dev.winnow.runtime.testing.ScriptedServer;
import dev.winnow.schemas.Budget;
import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.WorkerStatus;
import dev.winnow.worker.engine.Engine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Servers that misbehave, each in front of the whole stream: what becomes of the candidates, what
 * the worker says meanwhile, and that the books balance. All of them run side by side.
 */
class ServerBehaviourIT {
  private static final String ANSWERS = "answers";
  private static final int PROMPTS = 2;
  private static final int BUDGETED_PROMPTS = 80;
  private static final long BUDGET_TOKENS = 2_000;
  private static final Duration LONGEST = Duration.ofSeconds(1);
  private static final List<String> UNCOUNTED =
      List.of("usage-missing", "usage-zero", "usage-of-one", "content-null");

  @TempDir private static Path directory;

  private static ScriptedServer server;
  private static ServerStream stream;
  private static List<WorkerStatus> statuses;
  private static Map<String, List<Candidate>> candidates;

  @BeforeAll
  static void runAll() throws Exception {
    server = new ScriptedServer();
    server.script(ANSWERS).always(byPrompt(ServerCases.ofRequests()));
    Map<String, Supplier<Engine>> engines = new HashMap<>();
    engines.put(ANSWERS, ServerStream.engine(server.script(ANSWERS).baseUrl(), 4, 16, LONGEST));
    for (OfServer each : ServerCases.ofServers()) {
      server.script(each.name()).always(each.behaviour());
      engines.put(
          each.name(),
          ServerStream.engine(server.script(each.name()).baseUrl(), 4, each.requests(), LONGEST));
    }
    stream = new ServerStream(directory, engines);
    publishAll();
    StreamEnd.await(stream.connection(), prompts(), () -> assertThat(stream.healthy()).isTrue());
    KafkaConnection connection = stream.connection();
    statuses = all(connection.topics().workers(), WorkerStatus.class);
    candidates =
        all(connection.topics().candidates(), Candidate.class).stream()
            .collect(Collectors.groupingBy(candidate -> candidate.getPrompt().getRecipe()));
  }

  @AfterAll
  static void stop() {
    stream.close();
    server.close();
  }

  @TestFactory
  Stream<DynamicTest> everyAnswerOfAServerGivesItsFailureCode() {
    return ServerCases.ofRequests().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.name() + " gives " + each.code().orElse("answers"),
                    () ->
                        assertThat(candidates.get(each.name()))
                            .hasSize(PROMPTS * ServerStream.CANDIDATES)
                            .allMatch(candidate -> candidate.getFailureCode().equals(each.code()))
                            .noneMatch(candidate -> candidate.toString().contains("0123456789"))));
  }

  @TestFactory
  Stream<DynamicTest> temporaryFaultsOfAServerAreWaitedOut() {
    return ServerCases.ofServers().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.name() + " is " + each.code() + " for a time",
                    () -> {
                      assertThat(candidates.get(each.name()))
                          .hasSize(each.prompts() * ServerStream.CANDIDATES)
                          .allMatch(candidate -> candidate.getFailureCode().isEmpty());
                      assertThat(statuses)
                          .filteredOn(status -> status.getPool().equals(each.name()))
                          .anyMatch(s -> s.getReasonCode().equals(Optional.of(each.code())))
                          .noneMatch(status -> status.toString().contains("0123456789"));
                    }));
  }

  @TestFactory
  Stream<DynamicTest> estimatedTokensEndAtTheBudget() {
    return UNCOUNTED.stream()
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name,
                    () -> {
                      List<Candidate> ordered =
                          candidates.getOrDefault("budget-" + name, List.of());
                      assertThat(ordered)
                          .hasSizeLessThan(BUDGETED_PROMPTS * ServerStream.CANDIDATES)
                          .allMatch(candidate -> candidate.getTokens() > 0);
                      assertThat(ordered.stream().mapToLong(Candidate::getTokens).sum())
                          .isBetween(BUDGET_TOKENS / 2, BUDGET_TOKENS);
                    }));
  }

  @Test
  void theBooksBalance() throws Exception {
    BooksBalance.verify(stream.connection(), stream.datasets(), prompts());
  }

  @Test
  void noFailedCandidateIsRejected() {
    String rejected = stream.connection().topics().samples(Outcome.REJECTED);

    assertThat(all(rejected, Sample.class))
        .noneMatch(sample -> sample.getFailureCode().isPresent());
  }

  @Test
  void everyWorkerReports() {
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () ->
                assertThat(all(stream.connection().topics().workers(), WorkerStatus.class))
                    .extracting(WorkerStatus::getPool)
                    .contains(ANSWERS));
  }

  private static void publishAll() throws Exception {
    for (OfServer each : ServerCases.ofServers()) {
      stream.publish(each.name(), each.name(), each.prompts(), "What is 40 + 2?", null);
    }
    for (OfRequest each : ServerCases.ofRequests()) {
      stream.publish(each.name(), ANSWERS, PROMPTS, each.name(), null);
    }
    Budget budget = Budget.newBuilder().setTokens(BUDGET_TOKENS).build();
    for (String name : UNCOUNTED) {
      stream.publish("budget-" + name, ANSWERS, BUDGETED_PROMPTS, name, budget);
    }
  }

  private static int prompts() {
    int ofServers = ServerCases.ofServers().stream().mapToInt(OfServer::prompts).sum();
    int ofRequests = PROMPTS * ServerCases.ofRequests().size();
    return ofServers + ofRequests + BUDGETED_PROMPTS * UNCOUNTED.size();
  }

  /** The prompt names the behaviour; every other answer is the right one. */
  private static Behaviour byPrompt(List<OfRequest> cases) {
    Map<String, Behaviour> byName =
        cases.stream().collect(Collectors.toMap(OfRequest::name, OfRequest::behaviour));
    return (request, order) ->
        byName
            .getOrDefault(
                order.path("messages").path(0).path("content").asText(),
                Answers.saying("#### 42", "stop"))
            .answer(request, order);
  }

  private static <T extends SpecificRecord> List<T> all(String topic, Class<T> type) {
    try (Follower<T> follower = new Follower<>(stream.connection(), topic, type)) {
      List<T> read = follower.all();
      for (int before = -1; before < read.size(); read = follower.all()) {
        before = read.size();
      }
      return read;
    }
  }
}
