package dev.winnow.synthesizer.engine.openai;

import dev.winnow.schemas.Trial;
import dev.winnow.synthesizer.engine.Completion;
import dev.winnow.synthesizer.engine.Engine;
import dev.winnow.synthesizer.engine.SamplingException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Samples on a server that speaks OpenAI's chat completions: vLLM, SGLang, llama.cpp, Ollama,
 * text-generation-inference and others.
 *
 * <p>How far it repeats itself is up to the server: see {@link
 * OpenAiConfig#candidatesPerRequest()}. A response that the server filters or cuts off for a reason
 * of its own makes its candidate a failed one.
 */
public final class OpenAiEngine implements Engine {
  private final OpenAiConfig config;
  private final Attempts attempts;
  private final PerRequest perRequest;

  /**
   * Contacts nobody yet: a server that is not up is waited for by the trials.
   *
   * @throws IllegalArgumentException if the key's variable is configured but holds no usable key
   */
  public OpenAiEngine(OpenAiConfig config) {
    this(config, System::getenv);
  }

  OpenAiEngine(OpenAiConfig config, Function<String, @Nullable String> environment) {
    this.config = config;
    Optional<String> key = config.apiKeyVariable().map(variable -> key(variable, environment));
    this.attempts = new Attempts(config, new ChatClient(config, key));
    this.perRequest = new PerRequest(config.candidatesPerRequest());
  }

  @Override
  public void sample(Trial trial, Consumer<Completion> completions)
      throws SamplingException, InterruptedException {
    new TrialRun(trial, completions, attempts, perRequest).run();
  }

  /** As many as requests in flight: a trial may be as small as one request. */
  @Override
  public int concurrency() {
    return config.maxRequests();
  }

  @Override
  public String model() {
    return config.model();
  }

  @Override
  public void close() {
    attempts.close();
  }

  /** The messages tell the variable's name, never its value. */
  private static String key(String variable, Function<String, @Nullable String> environment) {
    String key = environment.apply(variable);
    if (key == null || key.isBlank()) {
      throw new IllegalArgumentException(
          "environment variable '%s' is to hold the API key, but is not set".formatted(variable));
    }
    if (key.strip().chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new IllegalArgumentException(
          "environment variable '%s' holds no API key: it has characters that no header may have"
              .formatted(variable));
    }
    return key.strip();
  }
}
