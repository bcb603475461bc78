package dev.winnow.sink.row;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.schemas.Message;
import dev.winnow.schemas.Sample;
import java.util.Optional;

/**
 * A chat with names or tools as JSON in OpenAI's form. The column {@code messages} holds only roles
 * and contents, because a column has the same fields in every message: templates that test whether
 * a message has tool calls would find empty ones in every message.
 */
final class ChatJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ChatJson() {}

  /** Returns the whole chat; empty where {@code messages} contains all of it. */
  static Optional<String> of(Sample sample, boolean withAnswer) {
    if (sample.getMessages().stream().noneMatch(ChatJson::hasMore)) {
      return Optional.empty();
    }
    ArrayNode chat = JSON.createArrayNode();
    sample.getMessages().forEach(message -> chat.add(node(message)));
    if (withAnswer) {
      chat.addObject().put("role", "assistant").put("content", sample.getResponse());
    }
    return Optional.of(chat.toString());
  }

  private static boolean hasMore(Message message) {
    return message.getName().isPresent()
        || message.getToolCalls().isPresent()
        || message.getToolCallId().isPresent();
  }

  private static ObjectNode node(Message message) {
    ObjectNode node = JSON.createObjectNode();
    node.put("role", message.getRole()).put("content", message.getContent());
    message.getName().ifPresent(name -> node.put("name", name));
    message.getToolCallId().ifPresent(id -> node.put("tool_call_id", id));
    message.getToolCalls().ifPresent(calls -> putCalls(node, calls));
    return node;
  }

  /** Keeps the publisher's JSON as it is; text that is not JSON remains text. */
  private static void putCalls(ObjectNode node, String calls) {
    try {
      node.set("tool_calls", JSON.readTree(calls));
    } catch (JsonProcessingException e) {
      node.put("tool_calls", calls);
    }
  }
}
