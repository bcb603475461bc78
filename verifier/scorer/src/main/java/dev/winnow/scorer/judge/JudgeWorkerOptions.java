package dev.winnow.scorer.judge;

import dev.winnow.schemas.plugin.OptionRules;
import dev.winnow.schemas.plugin.PluginOption;
import java.net.URI;
import java.util.Optional;

/** Options of a worker that asks a judge. */
public record JudgeWorkerOptions(
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
    @PluginOption(help = "most requests in flight", defaultValue = "64") int maxRequests,
    @PluginOption(
            help = "longest wait for an answer",
            defaultValue = "600",
            placeholder = "SECONDS")
        int requestSeconds,
    @PluginOption(
            help =
                "how often a request is sent that fails while others are answered, before its"
                    + " candidate is given up",
            defaultValue = "6")
        int requestAttempts,
    @PluginOption(
            help = "longest prompt, response and reference together; longer ones fail as TOO_LONG",
            defaultValue = "200000",
            min = 1,
            max = 10_000_000,
            placeholder = "CHARACTERS")
        int maxChars) {
  public JudgeWorkerOptions {
    OptionRules.inRange(
            JudgeWorkerOptions.class,
            model,
            baseUrl,
            apiKeyEnv,
            maxRequests,
            requestSeconds,
            requestAttempts,
            maxChars)
        .orThrow();
  }
}
