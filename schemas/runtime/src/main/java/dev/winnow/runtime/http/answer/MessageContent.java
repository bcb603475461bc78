package dev.winnow.runtime.http.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The content of a message, in any of the forms that servers use: text, a list of parts, or parts
 * of other kinds.
 *
 * @param text the answer; empty when there is no text at all, not even a blank one
 * @param reasoning reasoning that the server returns separately
 * @param refusal the model's words instead of an answer
 * @param callsTools whether the model calls tools
 * @param isReadable false for content of a kind that no known server sends
 */
public record MessageContent(
    Optional<String> text,
    Optional<String> reasoning,
    Optional<String> refusal,
    boolean callsTools,
    boolean isReadable) {

  /**
   * Returns the content of a choice; legacy completions have their text in place of the message.
   */
  public static MessageContent of(JsonNode choice) {
    JsonNode message = choice.path("message");
    JsonNode content = message.path("content");
    if (content.isMissingNode() && choice.path("text").isTextual()) {
      content = choice.path("text");
    }
    Parts parts = new Parts();
    parts.read(content);
    Optional<String> reasoning =
        first(message, "reasoning_content", "reasoning", "thinking")
            .or(() -> joined(parts.thoughts));
    Optional<String> refusal = first(message, "refusal").or(() -> joined(parts.refusals));
    boolean callsTools =
        message.path("tool_calls").size() > 0 || message.path("function_call").isObject();
    return new MessageContent(
        parts.hasText ? Optional.of(String.join("", parts.texts)) : Optional.empty(),
        reasoning,
        refusal,
        callsTools,
        parts.isReadable && (message.isObject() || !content.isMissingNode()));
  }

  private static Optional<String> first(JsonNode message, String... fields) {
    for (String field : fields) {
      JsonNode value = message.path(field);
      if (value.isTextual() && !value.textValue().isBlank()) {
        return Optional.of(value.textValue());
      }
    }
    return Optional.empty();
  }

  private static Optional<String> joined(List<String> texts) {
    return texts.isEmpty() ? Optional.empty() : Optional.of(String.join("", texts));
  }

  /** Sorts the parts of a list by type. Parts without text, such as images, are ignored. */
  private static final class Parts {
    private final List<String> texts = new ArrayList<>();
    private final List<String> thoughts = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();
    private boolean hasText;
    private boolean isReadable = true;

    void read(JsonNode content) {
      if (content.isTextual()) {
        hasText = true;
        texts.add(content.textValue());
      } else if (content.isArray()) {
        content.forEach(this::readPart);
      } else if (content.isObject()) {
        readPart(content);
      } else if (!content.isNull() && !content.isMissingNode()) {
        isReadable = false;
      }
    }

    private void readPart(JsonNode part) {
      if (part.isTextual()) {
        read(part);
        return;
      }
      switch (part.path("type").asText("text")) {
        case "thinking", "reasoning", "redacted_thinking" -> thoughts.add(textOf(part));
        case "refusal" -> refusals.add(part.path("refusal").asText(textOf(part)));
        case "text", "output_text" -> {
          hasText |= !text(part).isMissingNode();
          texts.add(textOf(part));
        }
        default -> {
          // An image or a sound has no text, and is not an error.
        }
      }
    }

    private static String textOf(JsonNode part) {
      for (String field : List.of("text", "thinking", "reasoning", "content")) {
        JsonNode value = part.path(field);
        if (value.isTextual()) {
          return value.textValue();
        }
        if (value.isArray()) {
          List<String> nested = new ArrayList<>();
          value.forEach(inner -> nested.add(inner.path("text").asText("")));
          return String.join("", nested);
        }
        if (value.path("value").isTextual()) {
          return value.path("value").textValue();
        }
      }
      return "";
    }

    private static JsonNode text(JsonNode part) {
      JsonNode text = part.path("text");
      return text.isTextual() || text.path("value").isTextual() ? text : MissingNode.getInstance();
    }
  }
}
