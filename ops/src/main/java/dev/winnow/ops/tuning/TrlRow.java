package dev.winnow.ops.tuning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.training.TuningExample;
import dev.winnow.training.TuningExample.Preference;
import dev.winnow.training.TuningExample.Supervised;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads rows in TRL's conversational layouts ("Dataset formats and types"): {@code messages} with
 * the answer last, or {@code prompt}, {@code chosen} and {@code rejected}. Pure.
 */
final class TrlRow {
  private static final ObjectMapper JSON = new ObjectMapper();

  private TrlRow() {}

  /**
   * Returns the example of a row.
   *
   * @throws IllegalArgumentException if the row has neither layout; says what is missing
   */
  static TuningExample read(JsonNode row) {
    if (row.has("chosen") || row.has("rejected")) {
      return new Preference(
          messages(row.path("prompt"), "prompt"),
          answer(row.path("chosen"), "chosen"),
          answer(row.path("rejected"), "rejected"));
    }
    if (row.has("completion")) {
      return new Supervised(
          messages(row.path("prompt"), "prompt"), answer(row.path("completion"), "completion"));
    }
    List<Map<String, Object>> messages = messages(row.path("messages"), "messages");
    if (!"assistant".equals(messages.getLast().get("role"))) {
      throw new IllegalArgumentException("messages: the last one is not the assistant's");
    }
    return new Supervised(
        messages.subList(0, messages.size() - 1), content(messages.getLast(), "messages"));
  }

  private static String answer(JsonNode chat, String field) {
    List<Map<String, Object>> messages = messages(chat, field);
    if (messages.size() != 1) {
      throw new IllegalArgumentException(field + ": want the one message of the assistant");
    }
    return content(messages.getFirst(), field);
  }

  private static String content(Map<String, Object> message, String field) {
    if (message.get("content") instanceof String content) {
      return content;
    }
    throw new IllegalArgumentException(field + ": a message has no text in 'content'");
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> messages(JsonNode chat, String field) {
    if (!chat.isArray() || chat.isEmpty()) {
      throw new IllegalArgumentException(
          field + ": want a list of messages, each with 'role' and 'content'");
    }
    List<Map<String, Object>> messages = new ArrayList<>();
    for (JsonNode message : chat) {
      if (!message.path("role").isTextual()) {
        throw new IllegalArgumentException(field + ": a message has no 'role'");
      }
      messages.add(JSON.convertValue(message, Map.class));
    }
    return messages;
  }
}
