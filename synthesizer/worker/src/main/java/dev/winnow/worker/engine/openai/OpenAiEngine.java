package dev.winnow.worker.engine.openai;

import dev.winnow.runtime.http.ServerClient;
import dev.winnow.runtime.pool.EngineStatus;
import dev.winnow.runtime.share.EngineLoad;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.worker.engine.Completion;
import dev.winnow.worker.engine.Engine;
import dev.winnow.worker.engine.SamplingException;
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
  private final OpenAiConfig config;
  private final ServerClient client;
  private final ServerCapabilities habits;

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
    this.client = new ServerClient(config.server(), config.model(), environment);
    this.habits = new ServerCapabilities(new PerRequest(config.candidatesPerRequest()));
  }

  @Override
  public void sample(SamplingRequest samplingRequest, Consumer<Completion> completions)
      throws SamplingException, InterruptedException {
    new SamplingRun(samplingRequest, completions, new ChatApi(client, config.model()), habits)
        .run();
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
    return client.status();
  }

  @Override
  public EngineLoad load() {
    return EngineLoad.ofPlaces(client.requests(), config.maxRequests());
  }

  @Override
  public boolean wantsMore() {
    return client.wantsMore();
  }

  @Override
  public void close() {
    client.close();
  }
}
