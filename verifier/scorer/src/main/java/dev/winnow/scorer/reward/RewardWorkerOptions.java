package dev.winnow.scorer.reward;

import dev.winnow.schemas.plugin.OptionRules;
import dev.winnow.schemas.plugin.PluginOption;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Options of a worker that scores by a reward model: a server's, where {@code baseUrl} is given, or
 * one in this process.
 */
public record RewardWorkerOptions(
    @PluginOption(
            help = "a Hugging Face directory, or with --base-url the model's name on the server",
            placeholder = "DIRECTORY|NAME")
        String model,
    @PluginOption(
            help = "a reward server; left out, the model runs in this process",
            placeholder = "URL")
        Optional<URI> baseUrl,
    @PluginOption(
            help =
                "how the server speaks: vllm-classify, vllm-pooling, vllm-score, sglang-classify,"
                    + " tei-predict, openrlhf or json",
            defaultValue = "vllm-classify",
            placeholder = "WORD")
        String dialect,
    @PluginOption(
            help =
                "what the server gets: messages, one text by --chat-template, or a pair of prompt"
                    + " and response; left out, what the dialect takes")
        Optional<InputForm> input,
    @PluginOption(
            help = "a Hugging Face directory or a Jinja file, to render texts for the server",
            placeholder = "PATH")
        Optional<Path> chatTemplate,
    @PluginOption(
            help =
                "whether the server's values lie in 0 to 1 by design; otherwise raw ones are asked"
                    + " for",
            defaultValue = "false")
        boolean normalized,
    @PluginOption(
            help = "vllm-pooling: classify or token_classify",
            defaultValue = "classify",
            placeholder = "WORD")
        String poolingTask,
    @PluginOption(help = "vllm-pooling: how the values of steps become one", defaultValue = "last")
        StepReduction steps,
    @PluginOption(help = "json: path of the requests", defaultValue = "/", placeholder = "PATH")
        String jsonPath,
    @PluginOption(
            help =
                "json: the body of a request, with \"${text}\", or \"${prompt}\" and"
                    + " \"${response}\"",
            placeholder = "JSON")
        Optional<String> jsonRequest,
    @PluginOption(
            help = "json: where the answer has the number, such as /data/0/score",
            placeholder = "POINTER")
        Optional<String> jsonValue,
    @PluginOption(
            help = "environment variable that holds the key to send; left out, none is sent",
            placeholder = "NAME")
        Optional<String> apiKeyEnv,
    @PluginOption(help = "most requests in flight", defaultValue = "16") int maxRequests,
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
        int requestAttempts,
    @PluginOption(
            help = "most candidates scored together",
            defaultValue = "32",
            min = 1,
            max = 4096)
        int batch,
    @PluginOption(help = "most tokens scored together, estimated", defaultValue = "32768", min = 1)
        long batchTokens,
    @PluginOption(
            help = "longest time that a candidate waits for others to be scored with",
            defaultValue = "20",
            min = 0,
            max = 60_000,
            placeholder = "MILLISECONDS")
        int batchMillis,
    @PluginOption(
            help = "longest prompt and response together; longer ones fail as TOO_LONG",
            defaultValue = "200000",
            min = 1,
            max = 10_000_000,
            placeholder = "CHARACTERS")
        int maxChars,
    @PluginOption(help = "auto, cpu or cuda:N", defaultValue = "auto", placeholder = "DEVICE")
        String device,
    @PluginOption(help = "float32 or bfloat16", defaultValue = "float32", placeholder = "DTYPE")
        String dtype) {
  public RewardWorkerOptions {
    OptionRules.inRange(
            RewardWorkerOptions.class,
            model,
            baseUrl,
            dialect,
            input,
            chatTemplate,
            normalized,
            poolingTask,
            steps,
            jsonPath,
            jsonRequest,
            jsonValue,
            apiKeyEnv,
            maxRequests,
            requestSeconds,
            requestAttempts,
            batch,
            batchTokens,
            batchMillis,
            maxChars,
            device,
            dtype)
        .orThrow();
  }
}
