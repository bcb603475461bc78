package dev.winnow.verifier.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.schemas.AvroTrust;
import dev.winnow.schemas.Check;
import dev.winnow.schemas.Message;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.ReasoningMarker;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.verifier.check.JsonOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A response with the check that judges it. As JSON: {@code {"type", "options"?, "prompt"?,
 * "prefix"?, "reference"?, "response", "finish_reason"?}}. The prompt is a text or an array of
 * messages, the reference a text or an array of them; the options may contain {@code references},
 * {@code reasoning} and {@code identical} as in a recipe's check, and a JSON list or object where
 * the option's text is JSON.
 *
 * @param check the check as in a recipe
 * @param prompt the prompt, with the references
 * @param response the model's response, including reasoning
 * @param isCutOff whether the response ended at its token limit
 */
public record CheckItem(Check check, Prompt prompt, String response, boolean isCutOff) {
  static {
    AvroTrust.install();
  }

  /**
   * Reads an item.
   *
   * @throws IllegalArgumentException that names the missing or wrong field
   */
  public static CheckItem of(JsonNode row) {
    return new CheckItem(
        check(RowFields.text(row, "type"), row.path("options")),
        prompt(
            messages(row.path("prompt")),
            row.path("prefix"),
            RowFields.texts("reference", row.path("reference"))),
        RowFields.text(row, "response"),
        row.path("finish_reason").asText("").equals("length"));
  }

  /** Returns a check of this type with these options, including the generic ones. */
  static Check check(String type, JsonNode options) {
    if (!options.isMissingNode() && !options.isNull() && !options.isObject()) {
      throw new IllegalArgumentException("field \"options\" must be an object");
    }
    Map<String, String> own = new TreeMap<>();
    Check check = RecordFactory.check(type, own);
    for (Map.Entry<String, JsonNode> option : options.properties()) {
      JsonNode value = option.getValue();
      switch (option.getKey()) {
        case "references" -> check.setAllReferences(isFirst(option, "all", "any"));
        // It concerns several responses, and an item has one.
        case "identical" -> isFirst(option, "accept", "once");
        case "reasoning" -> check.setReasoningMarkers(markers(value));
        default -> own.put(option.getKey(), text(type, option.getKey(), value));
      }
    }
    return check;
  }

  static Prompt prompt(List<Message> messages, JsonNode prefix, List<String> references) {
    return Prompt.newBuilder()
        .setId("item")
        .setRecipe("item")
        .setMessages(messages)
        .setAssistantPrefix(
            prefix.isMissingNode() || prefix.isNull() ? null : RowFields.scalar("prefix", prefix))
        .setReference(references.isEmpty() ? null : references.getFirst())
        .setOtherReferences(references.stream().skip(1).toList())
        .setPublishedAt(Instant.EPOCH)
        .build();
  }

  static List<Message> messages(JsonNode prompt) {
    if (prompt.isMissingNode() || prompt.isNull()) {
      return List.of();
    }
    if (!prompt.isArray()) {
      return List.of(RecordFactory.message("user", RowFields.scalar("prompt", prompt)));
    }
    List<Message> messages = new ArrayList<>();
    for (JsonNode message : prompt) {
      messages.add(
          RecordFactory.message(
              RowFields.text(message, "role"), RowFields.text(message, "content")));
    }
    return messages;
  }

  private static String text(String type, String option, JsonNode value) {
    try {
      return JsonOptions.text(type, option, value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("options.%s: %s".formatted(option, e.getMessage()), e);
    }
  }

  private static boolean isFirst(Map.Entry<String, JsonNode> option, String first, String second) {
    String value = RowFields.scalar("options." + option.getKey(), option.getValue());
    if (!value.equals(first) && !value.equals(second)) {
      throw new IllegalArgumentException(
          "options.%s must be %s or %s".formatted(option.getKey(), first, second));
    }
    return value.equals(first);
  }

  private static List<ReasoningMarker> markers(JsonNode array) {
    List<ReasoningMarker> markers = new ArrayList<>();
    for (JsonNode marker : array) {
      markers.add(
          new ReasoningMarker(RowFields.text(marker, "open"), RowFields.text(marker, "close")));
    }
    return markers;
  }
}
