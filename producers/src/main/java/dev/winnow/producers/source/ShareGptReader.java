package dev.winnow.producers.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.producers.json.Json;
import dev.winnow.schemas.Message;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.rules.PromptRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads ShareGPT's {@code conversations}. The speaker is under {@code from}, with one of many
 * names.
 */
final class ShareGptReader {
  private static final Map<String, String> ROLES =
      Map.of(
          "system", "system",
          "human", "user",
          "user", "user",
          "gpt", "assistant",
          "chatgpt", "assistant",
          "model", "assistant",
          "assistant", "assistant");

  private ShareGptReader() {}

  static List<Message> read(SourceRow row) {
    List<Message> messages = new ArrayList<>();
    row.text("system")
        .filter(text -> !text.isBlank())
        .ifPresent(text -> messages.add(RecordFactory.message("system", text)));
    JsonNode turns = row.node("conversations");
    if (!turns.isArray() || turns.size() > PromptRules.MAX_MESSAGES) {
      row.refuse(
          "conversations",
          "want a list of at most %d {from, value}".formatted(PromptRules.MAX_MESSAGES));
      return messages;
    }
    for (int i = 0; i < turns.size(); i++) {
      messages.add(turn(row, "conversations[" + i + "]", turns.get(i)));
    }
    return messages;
  }

  private static Message turn(SourceRow row, String path, JsonNode turn) {
    String from = turn.path("from").asText("");
    String role = ROLES.getOrDefault(from, "");
    if (role.isEmpty()) {
      row.refuse(
          path + ".from",
          "want human, gpt or system, not '%s'; give chats with tools as 'messages'"
              .formatted(Json.shorten(from)));
    }
    JsonNode value = turn.path("value");
    String text = value.isMissingNode() ? "" : row.scalar(path + ".value", value).orElse("?");
    if (value.isMissingNode()) {
      row.refuse(path + ".value", "is missing");
    }
    return RecordFactory.message(role.isEmpty() ? "user" : role, text);
  }
}
