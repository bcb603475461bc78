package dev.winnow.worker.engine.openai;

import dev.winnow.schemas.SamplingRequest;
import dev.winnow.worker.engine.Completion;
import dev.winnow.worker.engine.Engine;
import dev.winnow.worker.engine.EngineStatus;
import dev.winnow.worker.engine.SamplingException;
import dev.winnow.worker.engine.openai.answer.ReplyReader;
import dev.winnow.worker.engine.openai.answer.Secrets;
import dev.winnow.worker.engine.openai.throttle.ServerGate;
import dev.winnow.worker.engine.openai.throttle.ServerGates;
import dev.winnow.worker.engine.openai.throttle.ServerGates.Server;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Samples on a server that speaks OpenAI's chat completions: vLLM, SGLang, llama.cpp, Ollama,
 * text-generation-inference and others.
 *
 * <p>Reproducibility depends on the server: see {@link OpenAiConfig#candidatesPerRequest()}. A
 * response that the server did not complete, or that is not an answer, gives a candidate that is
 * not judged, with the reason. The engine waits for a server that answers no requests, without a
 * time limit.
 */
public final class OpenAiEngine implements Engine {
  /**
   * While the server answers no requests, this many take turns as probes: with a single one, a
   * server that fails only for that request would appear to fail for all.
   */
  private static final int WANTED_WHILE_HINDERED = 16;

  private final OpenAiConfig config;
  private final Server server;
  private final ServerGate gate;
  private final Attempts attempts;
  private final ServerHabits habits;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * Creates an engine without contacting the server: if it is not running, the requests wait for
   * it.
   *
   * @throws IllegalArgumentException if the key's variable is configured but holds no usable key
   */
  public OpenAiEngine(OpenAiConfig config) {
    this(config, System::getenv);
  }

  /**
   * Creates an engine that reads another environment than this process's.
   *
   * @param environment returns a variable's value by its name, null when it is not set
   * @throws IllegalArgumentException if the key's variable is configured but holds no usable key
   */
  public OpenAiEngine(OpenAiConfig config, Function<String, @Nullable String> environment) {
    this.config = config;
    Optional<String> key = config.apiKeyVariable().map(variable -> key(variable, environment));
    this.server = new Server(config.baseUrl(), config.model(), config.apiKeyVariable());
    this.gate = ServerGates.open(server, config.backoff(), config.maxRequests());
    this.attempts =
        new Attempts(config, new ChatClient(config, key), new ReplyReader(Secrets.of(key)), gate);
    this.habits = new ServerHabits(new PerRequest(config.candidatesPerRequest()));
  }

  @Override
  public void sample(SamplingRequest samplingRequest, Consumer<Completion> completions)
      throws SamplingException, InterruptedException {
    new SamplingRun(samplingRequest, completions, attempts, habits).run();
  }

  /**
   * Equals the maximum number of requests in flight, because a sampling request may need only one
   * request to the server.
   */
  @Override
  public int concurrency() {
    return config.maxRequests();
  }

  @Override
  public String model() {
    return config.model();
  }

  @Override
  public EngineStatus status() {
    return gate.status();
  }

  /**
   * While no requests are sent to the server, one is enough: it detects when the server is
   * available again.
   */
  @Override
  public boolean wantsMore() {
    return !gate.isHindered() || gate.requests() < WANTED_WHILE_HINDERED;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      attempts.close();
      ServerGates.close(server);
    }
  }

  /** The messages contain the variable's name, never its value. */
  private static String key(String variable, Function<String, @Nullable String> environment) {
    String key = environment.apply(variable);
    if (key == null || key.isBlank()) {
      throw new IllegalArgumentException(
          "environment variable '%s' must hold the API key, but is not set".formatted(variable));
    }
    if (key.strip().chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new IllegalArgumentException(
          "environment variable '%s' holds no API key: it has characters that no header may have"
              .formatted(variable));
    }
    return key.strip();
  }
}
