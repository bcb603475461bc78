package dev.winnow.worker.engine.openai;

import dev.winnow.runtime.http.throttle.Backoff;
import dev.winnow.schemas.plugin.PluginOption;
import dev.winnow.worker.engine.Engine;
import dev.winnow.worker.engine.EngineHost;
import dev.winnow.worker.engine.EnginePlugin;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes the engine that asks a server known as {@code openai}. */
public final class OpenAiPlugin implements EnginePlugin<OpenAiPlugin.Options> {
  /** What an operator may set; {@link OpenAiConfig} says what is legal. */
  public record Options(
      @PluginOption(
              help = "the model's name on the server; GET /v1/models lists them",
              placeholder = "NAME")
          String model,
      @PluginOption(
              help = "what comes before /chat/completions; the default is where vLLM serves",
              defaultValue = "http://localhost:8000/v1",
              placeholder = "URL")
          URI baseUrl,
      @PluginOption(
              help = "environment variable that holds the key to send; left out, none is sent",
              placeholder = "NAME")
          Optional<String> apiKeyEnv,
      @PluginOption(
              help =
                  "most candidates asked for at once; lowered by itself for a server that keeps"
                      + " giving fewer, and raised again. With 1 each is asked for with its own"
                      + " seed, so that a server which honours seeds can repeat it",
              defaultValue = "8")
          int candidatesPerRequest,
      @PluginOption(help = "most requests in flight", defaultValue = "64") int maxRequests,
      @PluginOption(
              help = "longest wait for an answer",
              defaultValue = "600",
              placeholder = "SECONDS")
          int requestSeconds,
      @PluginOption(
              help =
                  "how often a request is sent that fails while others are answered, before its"
                      + " candidates are given up",
              defaultValue = "6")
          int requestAttempts) {
    OpenAiConfig config() {
      OpenAiConfig defaults = OpenAiConfig.of(baseUrl, model);
      Backoff backoff = defaults.backoff();
      return new OpenAiConfig(
          baseUrl,
          model,
          apiKeyEnv,
          candidatesPerRequest,
          maxRequests,
          Duration.ofSeconds(requestSeconds),
          new Backoff(requestAttempts, backoff.first(), backoff.longest(), backoff.longestAsked()),
          defaults.maxAnswerBytes());
    }
  }

  @Override
  public String name() {
    return "openai";
  }

  @Override
  public String summary() {
    return "a server that speaks OpenAI's chat completions, such as vLLM, SGLang, llama.cpp,"
        + " Ollama, TGI";
  }

  @Override
  public Class<Options> options() {
    return Options.class;
  }

  @Override
  public Supplier<Engine> prepare(Options options, EngineHost host) {
    OpenAiConfig config = options.config();
    return () -> new OpenAiEngine(config);
  }
}
