package dev.winnow.ops.cli;

import dev.winnow.worker.engine.openai.OpenAiConfig;
import dev.winnow.worker.engine.openai.throttle.Backoff;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of the engine that asks a server. */
final class OpenAiOptions {
  @Option(
      names = "--base-url",
      paramLabel = "URL",
      defaultValue = "http://localhost:8000/v1",
      description =
          "openai: what comes before /chat/completions (default: ${DEFAULT-VALUE}, as vLLM"
              + " serves).")
  private URI baseUrl;

  @Option(
      names = "--api-key-env",
      paramLabel = "NAME",
      description =
          "openai: environment variable that holds the key to send (default: no key is sent).")
  private @Nullable String apiKeyVariable;

  @Option(
      names = "--candidates-per-request",
      paramLabel = "N",
      defaultValue = "8",
      description = {
        "openai: most candidates asked for at once (default: ${DEFAULT-VALUE}); lowered by itself for a server that keeps giving fewer, and raised again.",
        "With 1 each is asked for with its own seed, so that a server which honours seeds can repeat it."
      })
  private int candidatesPerRequest;

  @Option(
      names = "--max-requests",
      paramLabel = "N",
      defaultValue = "64",
      description = "openai: most requests in flight (default: ${DEFAULT-VALUE}).")
  private int maxRequests;

  @Option(
      names = "--request-seconds",
      paramLabel = "SECONDS",
      defaultValue = "600",
      description = "openai: longest wait for an answer (default: ${DEFAULT-VALUE}).")
  private int requestSeconds;

  @Option(
      names = "--request-attempts",
      paramLabel = "N",
      defaultValue = "6",
      description =
          "openai: how often a request is sent that fails while others are answered, before its candidates are given up (default: ${DEFAULT-VALUE}).")
  private int attempts;

  OpenAiConfig config(String model) {
    OpenAiConfig defaults = OpenAiConfig.of(baseUrl, model);
    return new OpenAiConfig(
        baseUrl,
        model,
        Optional.ofNullable(apiKeyVariable),
        candidatesPerRequest,
        maxRequests,
        Duration.ofSeconds(requestSeconds),
        new Backoff(
            attempts,
            defaults.backoff().first(),
            defaults.backoff().longest(),
            defaults.backoff().longestAsked()),
        defaults.maxAnswerBytes());
  }
}
