package dev.winnow.worker.engine.openai;

import dev.winnow.runtime.http.throttle.Backoff;
import dev.winnow.runtime.testing.ScriptedServer;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.worker.engine.Completion;
import dev.winnow.worker.engine.SamplingException;
import dev.winnow.worker.engine.TestRequests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** An engine and the server that it asks. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class OpenAiHarness {
  static final Backoff QUICK =
      new Backoff(3, Duration.ofMillis(1), Duration.ofMillis(50), Duration.ofMillis(400));
  static final Duration SHORT = Duration.ofMillis(300);

  final ScriptedServer server = new ScriptedServer();
  private final List<OpenAiEngine> engines = new ArrayList<>();

  @AfterEach
  void closeAll() {
    engines.forEach(OpenAiEngine::close);
    server.close();
  }

  /** Asks for this many candidates by request, and gives up quickly. */
  final OpenAiEngine engine(int candidatesPerRequest) {
    return engine(config(candidatesPerRequest, Duration.ofSeconds(20)));
  }

  final OpenAiEngine engine(OpenAiConfig config) {
    OpenAiEngine engine = new OpenAiEngine(config);
    engines.add(engine);
    return engine;
  }

  final OpenAiConfig config(int candidatesPerRequest, Duration timeout) {
    return new OpenAiConfig(
        server.baseUrl(),
        "test-model",
        Optional.empty(),
        candidatesPerRequest,
        4,
        timeout,
        QUICK,
        1 << 20);
  }

  /** The completions of a request in the order of their indices. */
  static List<Completion> sample(OpenAiEngine engine, SamplingRequest samplingRequest)
      throws SamplingException, InterruptedException {
    List<Completion> completions = new ArrayList<>();
    engine.sample(samplingRequest, completions::add);
    return completions.stream().sorted(Comparator.comparingInt(Completion::index)).toList();
  }

  /** Samples a request of so many candidates, and keeps what was thrown. */
  static CompletableFuture<List<Completion>> inTheBackground(OpenAiEngine engine, int count) {
    return inTheBackground(engine, TestRequests.request("p", 0, count));
  }

  /** Samples a request, and keeps what was thrown. */
  static CompletableFuture<List<Completion>> inTheBackground(
      OpenAiEngine engine, SamplingRequest samplingRequest) {
    CompletableFuture<List<Completion>> sampled = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                sampled.complete(sample(engine, samplingRequest));
              } catch (Exception e) {
                sampled.completeExceptionally(e);
              }
            });
    return sampled;
  }

  static Optional<String> coded(String code) {
    return Optional.of(code);
  }
}
