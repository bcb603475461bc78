package dev.winnow.scorer.reward;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.schemas.plugin.BadOptionsException;
import java.util.List;

/** Creates the dialect that a worker's options name. */
final class Dialects {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> TASKS = List.of("classify", "token_classify");

  private Dialects() {}

  static Dialect of(RewardWorkerOptions options) {
    return switch (options.dialect()) {
      case "vllm-classify" -> new VllmClassify();
      case "vllm-pooling" -> pooling(options);
      case "vllm-score" -> new VllmScore();
      case "sglang-classify" -> new SglangClassify();
      case "tei-predict" -> new TeiPredict();
      case "openrlhf" -> new OpenRlhf();
      case "json" -> json(options);
      default ->
          throw new BadOptionsException(
              "dialect",
              "want vllm-classify, vllm-pooling, vllm-score, sglang-classify, tei-predict, openrlhf"
                  + " or json, not '%s'".formatted(options.dialect()));
    };
  }

  private static Dialect pooling(RewardWorkerOptions options) {
    if (!TASKS.contains(options.poolingTask())) {
      throw new BadOptionsException(
          "pooling_task",
          "want classify or token_classify, not '%s'".formatted(options.poolingTask()));
    }
    return new VllmPooling(options.poolingTask(), options.steps());
  }

  private static Dialect json(RewardWorkerOptions options) {
    if (!options.jsonPath().startsWith("/")) {
      throw new BadOptionsException("json_path", "must begin with '/'");
    }
    try {
      JsonNode template =
          JSON.readTree(
              options
                  .jsonRequest()
                  .orElseThrow(
                      () -> new BadOptionsException("json_request", "the dialect json needs it")));
      return new JsonTemplate(
          options.jsonPath(), template, JsonPointer.compile(options.jsonValue().orElse("")));
    } catch (JsonProcessingException e) {
      throw new BadOptionsException("json_request", "is not JSON: " + e.getOriginalMessage());
    } catch (IllegalArgumentException e) {
      throw e instanceof BadOptionsException known
          ? known
          : new BadOptionsException("json_value", String.valueOf(e.getMessage()));
    }
  }
}
