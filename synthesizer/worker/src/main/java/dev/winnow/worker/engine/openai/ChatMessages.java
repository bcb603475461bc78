package dev.winnow.worker.engine.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.schemas.Message;
import dev.winnow.schemas.Prompt;

/**
 * The messages of a request: those of the prompt, and the beginning of the answer if there is one.
 */
final class ChatMessages {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ChatMessages() {}

  static ArrayNode of(Prompt prompt) {
    ArrayNode messages = JsonNodeFactory.instance.arrayNode();
    prompt.getMessages().forEach(message -> messages.add(of(message)));
    prompt
        .getAssistantPrefix()
        .ifPresent(prefix -> messages.addObject().put("role", "assistant").put("content", prefix));
    return messages;
  }

  private static ObjectNode of(Message message) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("role", message.getRole());
    if (message.getContent().isEmpty() && message.getToolCalls().isPresent()) {
      node.putNull("content");
    } else {
      node.put("content", message.getContent());
    }
    message.getName().ifPresent(name -> node.put("name", name));
    message.getToolCallId().ifPresent(id -> node.put("tool_call_id", id));
    message.getToolCalls().ifPresent(calls -> node.set("tool_calls", parse(calls)));
    return node;
  }

  /**
   * The rules for prompts require tool calls to be JSON; if they are not, the server can reject
   * them.
   */
  private static JsonNode parse(String calls) {
    try {
      return MAPPER.readTree(calls);
    } catch (JsonProcessingException e) {
      return JsonNodeFactory.instance.textNode(calls);
    }
  }
}
