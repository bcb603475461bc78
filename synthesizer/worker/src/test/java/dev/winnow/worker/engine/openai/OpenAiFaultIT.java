package dev.winnow.worker.engine.openai;

import static dev.winnow.runtime.testing.Behaviours.HANG;
import static dev.winnow.runtime.testing.Behaviours.RESET;
import static dev.winnow.runtime.testing.Behaviours.status;
import static dev.winnow.worker.engine.TestRequests.asking;
import static dev.winnow.worker.engine.TestRequests.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.winnow.runtime.http.throttle.Backoff;
import dev.winnow.runtime.pool.EngineStatus;
import dev.winnow.runtime.testing.Behaviour;
import dev.winnow.runtime.testing.Behaviours;
import dev.winnow.schemas.WorkerState;
import dev.winnow.worker.engine.Completion;
import dev.winnow.worker.engine.PermanentSamplingException;
import dev.winnow.worker.engine.TransientSamplingException;
import io.vertx.core.buffer.Buffer;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the engine makes of servers that misbehave. */
final class OpenAiFaultIT extends OpenAiHarness {
  static Stream<Named<Behaviour>> passingFaults() {
    return Stream.of(
        Named.of("429", status(429, "{\"error\": {\"message\": \"slow down\"}}")),
        Named.of("500", status(500, "oops")),
        Named.of("502 with a page", status(502, "<html>Bad gateway</html>")),
        Named.of("503", status(503, "")),
        Named.of("408", status(408, "")),
        Named.of("401", status(401, "{\"error\": {\"message\": \"wrong key\"}}")),
        Named.of("402", status(402, "")),
        Named.of("403", status(403, "")),
        Named.of("404", status(404, "{\"detail\": \"Not Found\"}")),
        Named.of("a redirect", status(307, "Location", "/elsewhere")),
        Named.of(
            "429 for a spent quota",
            status(429, "{\"error\": {\"code\": \"insufficient_quota\"}}")),
        Named.of("an error with 200", status(200, "{\"error\": {\"message\": \"engine died\"}}")),
        Named.of(
            "429 with 200", status(200, "{\"error\": {\"code\": 429, \"message\": \"later\"}}")),
        Named.of("a page", Behaviours.page("text/html", Buffer.buffer("<html>log in</html>"))),
        Named.of("garbage", status(200, "}{ not json")),
        Named.of("half an answer", status(200, "{\"choices\": [{\"mess")),
        Named.of("an empty body", status(200, "")),
        Named.of("a list", status(200, "[]")),
        Named.of("no choices", status(200, "{\"choices\": []}")),
        Named.of("choices of nothing", status(200, "{\"choices\": [null]}")),
        Named.of(
            "content that is no text",
            status(200, "{\"choices\": [{\"message\": {\"content\": 5}}]}")),
        Named.of("nesting without end", status(200, "[".repeat(100_000))),
        Named.of("reset", RESET),
        Named.of("a cut body", Behaviours::cut),
        Named.of("hang", HANG),
        Named.of("slow drip", Behaviours::drip));
  }

  @ParameterizedTest
  @MethodSource("passingFaults")
  void aFaultThatPassesIsWaitedOut(Behaviour fault) throws Exception {
    server.then(fault, fault);

    List<Completion> completions = sample(engine(config(1, SHORT)), request("p", 0, 1));

    assertThat(completions).hasSize(1).allMatch(c -> c.failureCode().isEmpty());
    assertThat(server.seen()).hasSize(3);
  }

  static Stream<Arguments> outages() {
    return Stream.of(
        Arguments.of(status(401, "{\"error\": \"no\"}"), WorkerState.BLOCKED, "WRONG_KEY"),
        Arguments.of(status(402, ""), WorkerState.BLOCKED, "QUOTA_SPENT"),
        Arguments.of(status(403, ""), WorkerState.BLOCKED, "FORBIDDEN"),
        Arguments.of(status(404, ""), WorkerState.BLOCKED, "NOT_FOUND"),
        Arguments.of(
            status(404, "{\"error\": \"The model `m` does not exist\"}"),
            WorkerState.BLOCKED,
            "UNKNOWN_MODEL"),
        Arguments.of(status(302, "Location", "/x"), WorkerState.BLOCKED, "REDIRECTED"),
        Arguments.of(status(503, ""), WorkerState.BLOCKED, "SERVER_ERROR"),
        Arguments.of(status(429, "later"), WorkerState.THROTTLED, "RATE_LIMITED"),
        Arguments.of(status(429, "retry-after-ms", "30"), WorkerState.THROTTLED, "RATE_LIMITED"),
        Arguments.of(status(200, ""), WorkerState.BLOCKED, "EMPTY_ANSWER"),
        Arguments.of(RESET, WorkerState.BLOCKED, "CONNECTION_LOST"),
        Arguments.of(HANG, WorkerState.BLOCKED, "TIMEOUT"),
        Arguments.of(
            Behaviours.page("text/html", Buffer.buffer("<html>")),
            WorkerState.BLOCKED,
            "NOT_AN_API"));
  }

  @ParameterizedTest
  @MethodSource("outages")
  void aServerThatAnswersNoRequestIsWaitedForAndTheStatusSaysWhy(
      Behaviour outage, WorkerState state, String code) throws Exception {
    server.always(outage);
    OpenAiEngine engine = engine(config(1, SHORT));
    CompletableFuture<List<Completion>> sampled = inTheBackground(engine, 1);

    await()
        .until(
            () -> engine.status().state() == state && engine.status().code().equals(coded(code)));
    EngineStatus status = engine.status();
    assertThat(sampled).isNotDone();
    server.always(Behaviours::sane);

    assertThat(sampled.get()).hasSize(1).allMatch(c -> c.failureCode().isEmpty());
    assertThat(status.reason()).hasValueSatisfying(reason -> assertThat(reason).isNotBlank());
    await().until(() -> engine.status().state() == WorkerState.READY);
  }

  @Test
  void aServerThatIsNotThereIsWaitedFor() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    URI nowhere = URI.create("http://127.0.0.1:%d/v1".formatted(port));
    OpenAiEngine engine = engine(at(nowhere, config(1, SHORT)));
    CompletableFuture<List<Completion>> sampled = inTheBackground(engine, 1);

    await().until(() -> engine.status().code().equals(coded("UNREACHABLE")));

    assertThat(engine.status().reason().orElseThrow()).contains(nowhere.toString());
    assertThat(sampled).isNotDone();
    assertThat(engine.wantsMore()).as("others may take turns in asking").isTrue();
  }

  @Test
  void aRequestThatKeepsFailingWhileOthersSucceedIsGivenUp() throws Exception {
    server.always(
        (request, body) ->
            (body.toString().contains("poison")
                    ? status(500, "crashed")
                    : (Behaviour) Behaviours::sane)
                .answer(request, body));
    OpenAiEngine engine = engine(config(1, SHORT));
    CompletableFuture<List<Completion>> poison =
        inTheBackground(engine, asking("q", "poison", 0, 1));

    List<Completion> others = new ArrayList<>();
    while (!poison.isDone()) {
      others.addAll(sample(engine, request("p", others.size(), 1)));
    }

    assertThat(poison.get())
        .singleElement()
        .satisfies(
            completion -> {
              assertThat(completion.failureCode()).contains("SERVER_ERROR");
              assertThat(completion.failure().orElseThrow()).contains("3 times, while other");
            });
    assertThat(others).allMatch(completion -> completion.failureCode().isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "400, maximum context length is 4096, CONTEXT_LENGTH",
    "400, the request exceeds the available context size, CONTEXT_LENGTH",
    "413, Prompt is too long, CONTEXT_LENGTH",
    "422, Input validation error: `inputs` tokens + `max_new_tokens` must be <= 8, CONTEXT_LENGTH",
  })
  void aPromptLongerThanTheContextCostsOneRequest(int status, String says, String code) {
    server.always(status(status, "{\"error\": {\"message\": \"%s\"}}".formatted(says)));

    assertThatThrownBy(() -> sample(engine(4), request("p", 0, 4)))
        .isInstanceOfSatisfying(
            PermanentSamplingException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessage("the server says %d: %s", status, says);

    assertThat(server.seen()).hasSize(1);
  }

  @Test
  void moderationOfThePromptCostsOneRequest() throws Exception {
    server.always(
        status(400, "{\"error\": {\"code\": \"content_filter\", \"message\": \"not allowed\"}}"));

    assertThat(sample(engine(4), request("p", 0, 4)))
        .hasSize(4)
        .allMatch(completion -> completion.failureCode().equals(coded("CONTENT_FILTER")));
    assertThat(server.seen()).hasSize(1);
  }

  @Test
  void aRefusalThatStaysFailsTheCandidatesWithWhatTheServerSays() throws Exception {
    server.always(status(400, "{\"error\": {\"message\": \"top_p out of range\"}}"));

    assertThat(sample(engine(4), request("p", 0, 4)))
        .hasSize(4)
        .allMatch(c -> c.failureCode().equals(coded("REFUSED_REQUEST")))
        .allMatch(c -> c.failure().orElseThrow().contains("400: top_p out of range"));
    assertThat(server.seen()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void whatEveryPromptIsRefusedForIsWaitedOutWithTheReason(int perRequest) throws Exception {
    CountDownLatch mended = new CountDownLatch(1);
    Behaviour refusal = status(400, "{\"error\": {\"message\": \"unsupported field logprobs\"}}");
    server.always(
        (request, order) -> {
          if (mended.getCount() > 0) {
            refusal.answer(request, order);
          } else {
            Behaviours.sane(request, order);
          }
        });
    OpenAiEngine engine = engine(perRequest);
    List<CompletableFuture<List<Completion>>> sampled = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      sampled.add(inTheBackground(engine, request("p" + i, 0, 2)));
    }
    await().until(() -> engine.status().code().equals(Optional.of("REFUSES_EVERY_REQUEST")));

    boolean isAnyDone = sampled.stream().anyMatch(CompletableFuture::isDone);
    String reason = engine.status().reason().orElseThrow();
    mended.countDown();

    assertThat(isAnyDone).isFalse();
    assertThat(reason).contains("400: unsupported field logprobs");
    for (CompletableFuture<List<Completion>> each : sampled) {
      assertThat(each.get()).hasSize(2).allMatch(c -> c.failureCode().isEmpty());
    }
    assertThat(engine.status().state()).isEqualTo(WorkerState.READY);
  }

  @Test
  void aRefusalAmongAnswersIsThatPromptsOwn() throws Exception {
    Behaviour refusal = status(400, "{\"error\": {\"message\": \"bad tool call\"}}");
    server.always(
        (request, order) -> {
          if (order.toString().contains("bad")) {
            refusal.answer(request, order);
          } else {
            Behaviours.sane(request, order);
          }
        });
    OpenAiEngine engine = engine(1);
    List<CompletableFuture<List<Completion>>> bad = new ArrayList<>();
    List<CompletableFuture<List<Completion>>> good = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      bad.add(inTheBackground(engine, asking("b" + i, "bad", 0, 1)));
      good.add(inTheBackground(engine, asking("g" + i, "fine", 0, 1)));
    }

    for (CompletableFuture<List<Completion>> each : good) {
      assertThat(each.get()).allMatch(c -> c.failureCode().isEmpty());
    }
    for (CompletableFuture<List<Completion>> each : bad) {
      assertThat(each.get()).allMatch(c -> c.failureCode().equals(coded("REFUSED_REQUEST")));
    }
  }

  @Test
  void oneFlakyRefusalFailsNothing() throws Exception {
    server.then(status(400, "{\"error\": {\"message\": \"hiccup\"}}"));

    assertThat(sample(engine(1), request("p", 0, 1)))
        .singleElement()
        .matches(completion -> completion.failureCode().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\": {\"message\": \"%s\"}}",
        "{\"error\": \"%s\"}",
        "{\"message\": \"%s\"}",
        "{\"detail\": [{\"msg\": \"%s\"}]}",
        "%s"
      })
  void theServersMessageIsFoundBoundedAndKeptToOneLine(String layout) throws Exception {
    String message = "far off\\nWARN forged\\u001b[31m" + "x".repeat(100_000);
    server.always(status(400, layout.formatted(message)));

    List<Completion> completions = sample(engine(1), request("p", 0, 1));

    assertThat(completions.getFirst().failure().orElseThrow())
        .contains("far off")
        .hasSizeLessThan(600)
        .doesNotContain("\n", "\u001b");
  }

  @Test
  void anAnswerLargerThanTheBoundIsNotReadToItsEnd() throws Exception {
    AtomicReference<CompletableFuture<Void>> closed = new AtomicReference<>();
    server.always(
        (request, body) -> {
          CompletableFuture<Void> gone = new CompletableFuture<>();
          closed.set(gone);
          request.connection().closeHandler(v -> gone.complete(null));
          Behaviours.pour(request, body);
        });

    assertThat(sample(engine(1), request("p", 0, 1)))
        .singleElement()
        .matches(completion -> completion.failureCode().equals(coded("TOO_LARGE")))
        .matches(completion -> completion.tokens() == 64 && completion.tokensEstimated());

    assertThat(server.seen()).hasSize(1);
    await().untilAsserted(() -> assertThat(closed.get()).isDone());
  }

  @Test
  void anInterruptedRequestClosesItsConnections() throws Exception {
    server.always(HANG);
    OpenAiEngine engine = engine(1);
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    Thread thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    engine.sample(request("p", 0, 3), completion -> {});
                  } catch (Exception e) {
                    thrown.complete(e);
                  }
                });
    await().until(() -> server.open() == 3);

    thread.interrupt();

    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    await().until(() -> server.open() == 0);
  }

  @Test
  void closingEndsRequestsThatHangOrWaitAsTransient() throws Exception {
    OpenAiConfig config = config(1, Duration.ofMinutes(5));
    Duration long5 = Duration.ofMinutes(5);
    server.then(status(503, ""));
    server.always(HANG);
    OpenAiEngine engine =
        engine(
            new OpenAiConfig(
                config.baseUrl(),
                "m",
                config.apiKeyVariable(),
                1,
                4,
                config.timeout(),
                new Backoff(9, long5, long5, long5),
                config.maxAnswerBytes()));
    List<CompletableFuture<List<Completion>>> samplingRequests = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      samplingRequests.add(inTheBackground(engine, 3));
    }
    await().until(() -> server.seen().size() >= 4);

    engine.close();

    for (CompletableFuture<List<Completion>> one : samplingRequests) {
      assertThatThrownBy(one::get)
          .rootCause()
          .isInstanceOf(TransientSamplingException.class)
          .hasMessageContaining("closed");
    }
  }

  private static OpenAiConfig at(URI url, OpenAiConfig config) {
    return new OpenAiConfig(
        url,
        config.model(),
        config.apiKeyVariable(),
        config.candidatesPerRequest(),
        config.maxRequests(),
        config.timeout(),
        config.backoff(),
        config.maxAnswerBytes());
  }
}
