package dev.winnow.producers.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.winnow.schemas.Message;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.rules.PromptRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a chat in the form of OpenAI's {@code messages}. A content that is a list of text parts
 * becomes one text with one line for each part; other parts are rejected.
 */
final class ChatReader {
  private static final Set<String> TEXT_PARTS = Set.of("text", "input_text", "output_text");
  private static final Set<String> KNOWN =
      Set.of("role", "content", "name", "tool_calls", "tool_call_id", "prefix", "weight");

  private final SourceRow row;
  private final String field;

  /**
   * @param row receives the violations
   * @param field the field that holds the chat
   */
  ChatReader(SourceRow row, String field) {
    this.row = row;
    this.field = field;
  }

  List<Message> read() {
    JsonNode array = row.node(field);
    if (!array.isArray() || array.size() > PromptRules.MAX_MESSAGES) {
      row.refuse(
          field, "want a list of at most %d {role, content}".formatted(PromptRules.MAX_MESSAGES));
      return List.of();
    }
    List<Message> messages = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      messages.add(message(field + "[" + i + "]", array.get(i)));
    }
    return messages;
  }

  private Message message(String path, JsonNode value) {
    if (!value.isObject()) {
      row.refuse(path, "want an object with role and content");
      return RecordFactory.message("user", "?");
    }
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      if (!KNOWN.contains(entry.getKey()) && !entry.getValue().isNull()) {
        row.refuse(path + "." + entry.getKey(), "unknown field; a message has role and content");
      }
    }
    Optional<String> calls = toolCalls(path + ".tool_calls", value.path("tool_calls"));
    return Message.newBuilder()
        .setRole(string(path + ".role", value.path("role")))
        .setContent(content(path + ".content", value.path("content"), calls.isPresent()))
        .setName(optional(path + ".name", value.path("name")))
        .setToolCalls(calls.orElse(null))
        .setToolCallId(optional(path + ".tool_call_id", value.path("tool_call_id")))
        .build();
  }

  private String content(String path, JsonNode value, boolean callsTools) {
    if (callsTools && (value.isNull() || value.isMissingNode())) {
      return "";
    }
    if (!value.isArray()) {
      return string(path, value);
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      texts.add(part(path + "[" + i + "]", value.get(i)));
    }
    return String.join("\n", texts);
  }

  private String part(String path, JsonNode part) {
    if (part.isTextual()) {
      return string(path, part);
    }
    String type = part.path("type").asText("");
    if (part.isObject() && TEXT_PARTS.contains(type)) {
      return string(path + ".text", part.path("text"));
    }
    row.refuse(path, "want a part of type text; images and other parts cannot be sampled from");
    return "?";
  }

  private Optional<String> toolCalls(String path, JsonNode value) {
    if (value.isNull() || value.isMissingNode() || (value.isArray() && value.isEmpty())) {
      return Optional.empty();
    }
    JsonNode calls = value.isTextual() ? Scalars.parsed(value.asText()).orElse(value) : value;
    if (!calls.isArray()) {
      row.refuse(path, "want a list of tool calls, not " + Scalars.kind(calls));
      return Optional.empty();
    }
    return row.scalar(path, TextNode.valueOf(calls.toString()));
  }

  private @Nullable String optional(String path, JsonNode value) {
    return value.isNull() || value.isMissingNode() ? null : string(path, value);
  }

  private String string(String path, JsonNode value) {
    if (!value.isTextual()) {
      row.refuse(
          path, value.isMissingNode() ? "is missing" : "want text, not " + Scalars.kind(value));
      return "?";
    }
    return row.scalar(path, value).orElse("?");
  }
}
