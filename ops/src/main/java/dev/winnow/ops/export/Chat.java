package dev.winnow.ops.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.producers.json.Json;

/** The chats of rows, in the form that OpenAI and the Hugging Face libraries share. Pure. */
final class Chat {
  private static final String ASSISTANT = "assistant";

  private Chat() {}

  /** Returns an empty row. */
  static ObjectNode row() {
    return Json.MAPPER.createObjectNode();
  }

  static ObjectNode message(String role, String content) {
    return row().put("role", role).put("content", content);
  }

  /** Returns the answer of an assistant as a chat of one message. */
  static ArrayNode answer(String content) {
    return chat(message(ASSISTANT, content));
  }

  static ArrayNode chat(ObjectNode... messages) {
    ArrayNode chat = Json.MAPPER.createArrayNode();
    for (ObjectNode message : messages) {
      chat.add(message);
    }
    return chat;
  }

  /** Returns the messages of a sample's prompt, which are all but its answer. */
  static ArrayNode prompt(JsonNode sample) {
    ArrayNode messages = plain(sample.path("messages"));
    if (isAnswered(messages)) {
      messages.remove(messages.size() - 1);
    }
    return messages;
  }

  /** Returns messages with role and content alone. */
  static ArrayNode plain(JsonNode messages) {
    ArrayNode plain = chat();
    messages.forEach(
        message ->
            plain.add(message(message.path("role").asText(), message.path("content").asText())));
    return plain;
  }

  /** Returns the messages with the content of the last one changed. */
  static ArrayNode withLast(ArrayNode messages, String content) {
    ArrayNode changed = messages.deepCopy();
    int last = changed.size() - 1;
    changed.set(last, message(changed.get(last).path("role").asText(), content));
    return changed;
  }

  /** Returns one chat followed by another. */
  static ArrayNode joined(ArrayNode first, ArrayNode second) {
    return first.deepCopy().addAll(second);
  }

  static String lastContent(JsonNode messages) {
    return messages.path(messages.size() - 1).path("content").asText();
  }

  private static boolean isAnswered(JsonNode messages) {
    return messages.path(messages.size() - 1).path("role").asText().equals(ASSISTANT);
  }
}
