package dev.winnow.synthesizer.engine.openai;

import static dev.winnow.synthesizer.engine.TestTrials.trial;
import static dev.winnow.synthesizer.engine.openai.ChatServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.synthesizer.engine.Completion;
import dev.winnow.synthesizer.engine.PermanentSamplingException;
import dev.winnow.synthesizer.engine.TransientSamplingException;
import dev.winnow.synthesizer.engine.openai.ChatServer.Behaviour;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the engine makes of servers that misbehave. */
final class OpenAiFaultTest extends OpenAiHarness {
  private static final Behaviour HANG = (request, body) -> {};
  private static final Behaviour RESET = (request, body) -> request.connection().close();

  static Stream<Named<Behaviour>> passingFaults() {
    return Stream.of(
        Named.of("429", status(429, "{\"error\": {\"message\": \"slow down\"}}")),
        Named.of("500", status(500, "oops")),
        Named.of("502 with a page", status(502, "<html>Bad gateway</html>")),
        Named.of("503", status(503, "")),
        Named.of("408", status(408, "")),
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
        Named.of("reset in the middle", OpenAiFaultTest::resetInTheMiddle),
        Named.of("hang", HANG),
        Named.of("slow drip", OpenAiFaultTest::drip));
  }

  @ParameterizedTest
  @MethodSource("passingFaults")
  void aFaultThatPassesIsWaitedOut(Behaviour fault) throws Exception {
    server.then(fault, fault);

    List<Completion> completions = sample(engine(config(1, SHORT)), trial("p", 0, 1));

    assertThat(completions).hasSize(1);
    assertThat(server.seen()).hasSize(3);
  }

  @ParameterizedTest
  @MethodSource("passingFaults")
  void aFaultThatStaysGivesTheTrialBackAfterAllAttempts(Behaviour fault) {
    server.always(fault);

    assertThatThrownBy(() -> sample(engine(config(1, SHORT)), trial("p", 0, 1)))
        .isInstanceOf(TransientSamplingException.class)
        .hasMessageContaining("attempt 3 of 3");

    assertThat(server.seen()).hasSize(3);
  }

  @Test
  void aServerThatIsNotThereGivesTheTrialBack() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    OpenAiConfig config = config(1, SHORT);
    URI nowhere = URI.create("http://127.0.0.1:%d/v1".formatted(port));

    assertThatThrownBy(() -> sample(engine(at(nowhere, config)), trial("p", 0, 1)))
        .isInstanceOf(TransientSamplingException.class)
        .hasMessageContaining(nowhere.toString());
  }

  @Test
  void retryAfterIsHonouredUpToTheLongestPause() throws Exception {
    server.then(
        (request, body) ->
            request.response().setStatusCode(429).putHeader("Retry-After", "86400").end());
    long started = System.nanoTime();

    sample(engine(1), trial("p", 0, 1));

    assertThat(Duration.ofNanos(System.nanoTime() - started))
        .isBetween(QUICK.longest(), Duration.ofSeconds(20));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 413, 422})
  void aRefusedTrialFailsForGoodWithWhatTheServerSays(int status) {
    server.always(status(status, "{\"error\": {\"message\": \"maximum context length is 4096\"}}"));

    assertThatThrownBy(() -> sample(engine(1), trial("p", 0, 1)))
        .isInstanceOf(PermanentSamplingException.class)
        .hasMessage("the server says %d: maximum context length is 4096", status);

    assertThat(server.seen()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 307, 401, 403, 404, 405})
  void aMistakeOfTheOperatorBurnsNoTrialAndIsNotRepeated(int status) {
    server.always(
        (request, body) ->
            request
                .response()
                .setStatusCode(status)
                .putHeader("Location", "/elsewhere")
                .end("{\"detail\": \"no such model\"}"));

    assertThatThrownBy(() -> sample(engine(1), trial("p", 0, 1)))
        .isInstanceOf(TransientSamplingException.class)
        .hasMessageContaining(status + ": no such model; check base URL, model and API key");

    assertThat(server.seen()).hasSize(1);
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
  void theServersMessageIsFoundBoundedAndKeptToOneLine(String layout) {
    String message = "too long\\nWARN forged\\u001b[31m" + "x".repeat(100_000);
    server.always(status(400, layout.formatted(message)));

    assertThatThrownBy(() -> sample(engine(1), trial("p", 0, 1)))
        .message()
        .contains("too long")
        .hasSizeLessThan(600)
        .doesNotContain("\n", "\u001b");
  }

  @Test
  void anAnswerLargerThanTheBoundIsNotReadToItsEnd() {
    AtomicReference<CompletableFuture<Void>> closed = new AtomicReference<>();
    server.always(
        (request, body) -> {
          CompletableFuture<Void> gone = new CompletableFuture<>();
          closed.set(gone);
          request.connection().closeHandler(v -> gone.complete(null));
          pour(request.response().setChunked(true));
        });

    assertThatThrownBy(() -> sample(engine(1), trial("p", 0, 1)))
        .isInstanceOf(PermanentSamplingException.class)
        .hasMessageContaining("larger");

    await().untilAsserted(() -> assertThat(closed.get()).isDone());
  }

  @Test
  void anInterruptedTrialHangsUp() throws Exception {
    server.always(HANG);
    OpenAiEngine engine = engine(1);
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    Thread thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    engine.sample(trial("p", 0, 3), completion -> {});
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
  void closingEndsTrialsThatHangOrWaitAsTransient() throws Exception {
    OpenAiConfig config = config(1, Duration.ofMinutes(5));
    Backoff patient = new Backoff(9, Duration.ofMinutes(5), Duration.ofMinutes(5));
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
                patient,
                config.maxAnswerBytes()));
    List<CompletableFuture<Throwable>> thrown = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int number = i;
      CompletableFuture<Throwable> one = new CompletableFuture<>();
      thrown.add(one);
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  engine.sample(trial("p" + number, 0, 3), completion -> {});
                } catch (Exception e) {
                  one.complete(e);
                }
              });
    }
    await().until(() -> server.seen().size() == 4);

    engine.close();

    for (CompletableFuture<Throwable> one : thrown) {
      assertThat(one.get())
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

  private static void resetInTheMiddle(HttpServerRequest request, JsonNode body) {
    request
        .response()
        .putHeader("Content-Length", "1000")
        .write("{\"choices\": [")
        .onComplete(written -> request.connection().close());
  }

  /** Never silent, never done. */
  private static void drip(HttpServerRequest request, JsonNode body) {
    request.response().setChunked(true);
    long timer =
        Vertx.currentContext().owner().setPeriodic(20, id -> request.response().write(" "));
    request.connection().closeHandler(closed -> Vertx.currentContext().owner().cancelTimer(timer));
  }

  private static void pour(HttpServerResponse response) {
    response
        .write(Buffer.buffer("x".repeat(1 << 16)))
        .onSuccess(written -> Vertx.currentContext().owner().setTimer(1, timer -> pour(response)));
  }
}
