package dev.winnow.verifier.cases;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.schemas.AvroTrust;
import dev.winnow.schemas.Check;
import dev.winnow.schemas.Message;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.ReasoningMarker;
import dev.winnow.schemas.RecordFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A labelled case for any check: {@code {"id", "type", "options", "prompt"?, "reference",
 * "response", "expected"}}. The prompt is a text or an array of messages, the reference a text or
 * an array of them; the options may contain {@code references}, {@code reasoning} and {@code
 * identical} as in a recipe's check.
 *
 * @param id id of the case
 * @param check the check as in a recipe
 * @param prompt the prompt, with the references
 * @param response the model's response, including reasoning
 * @param expected the expected outcome
 */
public record CheckCase(String id, Check check, Prompt prompt, String response, Outcome expected) {
  static {
    AvroTrust.install();
  }

  /** Reads one line of a case file; an error names the missing or wrong field. */
  static CheckCase of(JsonNode node) {
    Check check = check(Fields.text(node, "type"), node.path("options"));
    return new CheckCase(
        Fields.text(node, "id"),
        check,
        prompt(node),
        Fields.text(node, "response"),
        expected(Fields.text(node, "expected")));
  }

  /** Returns a check of this type with these options, including the generic ones. */
  private static Check check(String type, JsonNode options) {
    Map<String, String> own = new TreeMap<>();
    Check check = RecordFactory.check(type, own);
    for (Map.Entry<String, JsonNode> option : options.properties()) {
      JsonNode value = option.getValue();
      switch (option.getKey()) {
        case "references" -> check.setAllReferences(isFirst(option, "all", "any"));
        // It concerns several responses, and a case has one.
        case "identical" -> isFirst(option, "accept", "once");
        case "reasoning" -> check.setReasoningMarkers(markers(value));
        default -> own.put(option.getKey(), Fields.scalar("options." + option.getKey(), value));
      }
    }
    return check;
  }

  private static boolean isFirst(Map.Entry<String, JsonNode> option, String first, String second) {
    String value = Fields.scalar("options." + option.getKey(), option.getValue());
    if (!value.equals(first) && !value.equals(second)) {
      throw new IllegalArgumentException(
          "options.%s must be %s or %s".formatted(option.getKey(), first, second));
    }
    return value.equals(first);
  }

  private static List<ReasoningMarker> markers(JsonNode array) {
    List<ReasoningMarker> markers = new ArrayList<>();
    for (JsonNode marker : array) {
      markers.add(new ReasoningMarker(Fields.text(marker, "open"), Fields.text(marker, "close")));
    }
    return markers;
  }

  private static Prompt prompt(JsonNode node) {
    List<String> references = Fields.texts("reference", node.path("reference"));
    return Prompt.newBuilder()
        .setId("case")
        .setRecipe("case")
        .setMessages(messages(node.path("prompt")))
        .setAssistantPrefix(node.hasNonNull("prefix") ? Fields.text(node, "prefix") : null)
        .setReference(references.isEmpty() ? null : references.getFirst())
        .setOtherReferences(references.stream().skip(1).toList())
        .setPublishedAt(Instant.EPOCH)
        .build();
  }

  private static List<Message> messages(JsonNode prompt) {
    if (prompt.isMissingNode() || prompt.isNull()) {
      return List.of();
    }
    if (!prompt.isArray()) {
      return List.of(RecordFactory.message("user", Fields.scalar("prompt", prompt)));
    }
    List<Message> messages = new ArrayList<>();
    for (JsonNode message : prompt) {
      messages.add(
          RecordFactory.message(Fields.text(message, "role"), Fields.text(message, "content")));
    }
    return messages;
  }

  private static Outcome expected(String text) {
    return Arrays.stream(Outcome.values())
        .filter(outcome -> outcome.name().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected must be ACCEPTED, REJECTED or UNDECIDED, but was \"%s\""
                        .formatted(Fields.shown(text))));
  }
}
