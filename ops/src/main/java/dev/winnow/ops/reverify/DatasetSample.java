package dev.winnow.ops.reverify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.producers.json.Json;
import dev.winnow.schemas.AvroTrust;
import dev.winnow.schemas.FinishReason;
import dev.winnow.schemas.Message;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.ReplacedVerdict;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.SamplingParams;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Converts rows of datasets to samples: the inverse of the sink's rows, as far as judging needs it.
 * Scores, the pass rate and the stop strings of sampling are not converted: the first two are those
 * of the verdict that is replaced, and the last are not in the datasets.
 */
final class DatasetSample {
  static {
    AvroTrust.install();
  }

  private DatasetSample() {}

  /**
   * Returns the sample of a row.
   *
   * @throws IllegalArgumentException if a column is missing or has another type
   */
  static Sample of(JsonNode row) {
    DatasetFields fields = new DatasetFields(row);
    return Sample.newBuilder()
        .setId(fields.text("id"))
        .setPromptId(fields.text("prompt_id"))
        .setIndex(fields.number("index"))
        .setRecipe(fields.text("recipe"))
        .setRecipeVersion(fields.text("recipe_version"))
        .setSource(fields.textOrNull("source"))
        .setMessages(messages(fields))
        .setPrompt(fields.text("prompt"))
        .setResponse(fields.text("response"))
        .setAssistantPrefix(fields.textOrNull("assistant_prefix"))
        .setIdenticalBefore(fields.numberOrZero("identical_before"))
        .setReference(fields.textOrNull("reference"))
        .setOtherReferences(texts(fields, "other_references"))
        .setOutcome(fields.oneOf("outcome", Outcome.class))
        .setReason(fields.text("reason"))
        .setRound(fields.number("round"))
        .setModel(fields.text("model"))
        .setModelVersion(fields.numberOrNull("model_version"))
        .setSampling(sampling(fields))
        .setSeed(fields.large("seed"))
        .setFinishReason(fields.oneOf("finish_reason", FinishReason.class))
        .setFailure(fields.textOrNull("failure"))
        .setFailureCode(fields.textOrNull("failure_code"))
        .setReasoning(fields.textOrNull("reasoning"))
        .setStopReason(fields.textOrNull("stop_reason"))
        .setTokens(fields.number("tokens"))
        .setTokensEstimated(fields.flag("tokens_estimated"))
        .setVerifier(fields.text("verifier"))
        .setMetadata(metadata(fields))
        .setSampledAt(fields.time("sampled_at"))
        .setJudgedAt(fields.time("judged_at"))
        .setReplaces(replaces(fields))
        .build();
  }

  private static SamplingParams sampling(DatasetFields fields) {
    return SamplingParams.newBuilder()
        .setTemperature(fields.decimal("temperature"))
        .setTopP(fields.decimal("top_p"))
        .setTopK(fields.number("top_k"))
        .setMaxTokens(fields.number("max_tokens"))
        .build();
  }

  private static @Nullable ReplacedVerdict replaces(DatasetFields fields) {
    int revision = fields.numberOrZero("revision");
    return revision == 0
        ? null
        : ReplacedVerdict.newBuilder()
            .setRevision(revision - 1)
            .setRecipeVersion(fields.text("replaces_recipe_version"))
            .setVerifier(fields.text("replaces_verifier"))
            .setOutcome(fields.oneOf("replaces_outcome", Outcome.class))
            .setReason(fields.text("replaces_reason"))
            .setIdenticalBefore(fields.numberOrZero("identical_before"))
            .setJudgedAt(fields.time("replaces_judged_at"))
            .build();
  }

  /** Returns the chat without the response, which the sink appends where there is an answer. */
  private static List<Message> messages(DatasetFields fields) {
    JsonNode chat =
        fields.isAbsent("messages_json")
            ? fields.row().path("messages")
            : parsed(fields, "messages_json");
    if (!chat.isArray()) {
      throw fields.refused("messages", "a list of messages");
    }
    List<Message> messages = new ArrayList<>();
    chat.forEach(message -> messages.add(message(message)));
    boolean hasAnswer =
        fields.oneOf("finish_reason", FinishReason.class) != FinishReason.FAILED
            && fields.isAbsent("failure_code");
    if (hasAnswer && !messages.isEmpty()) {
      messages.removeLast();
    }
    return messages;
  }

  private static Message message(JsonNode message) {
    DatasetFields fields = new DatasetFields(message);
    JsonNode calls = message.path("tool_calls");
    return Message.newBuilder()
        .setRole(fields.text("role"))
        .setContent(fields.text("content"))
        .setName(fields.textOrNull("name"))
        .setToolCalls(
            fields.isAbsent("tool_calls")
                ? null
                : calls.isTextual() ? calls.textValue() : calls.toString())
        .setToolCallId(fields.textOrNull("tool_call_id"))
        .build();
  }

  private static List<String> texts(DatasetFields fields, String column) {
    List<String> texts = new ArrayList<>();
    for (JsonNode text : fields.row().path(column)) {
      if (!text.isTextual()) {
        throw fields.refused(column, "a list of texts");
      }
      texts.add(text.textValue());
    }
    return texts;
  }

  private static Map<String, String> metadata(DatasetFields fields) {
    JsonNode object = parsed(fields, "metadata");
    Map<String, String> metadata = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      metadata.put(entry.getKey(), entry.getValue().asText());
    }
    return metadata;
  }

  private static JsonNode parsed(DatasetFields fields, String column) {
    try {
      return Json.MAPPER.readTree(fields.text(column));
    } catch (JsonProcessingException e) {
      throw fields.refused(column, "JSON");
    }
  }
}
