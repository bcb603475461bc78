package dev.winnow.producers.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.producers.json.Json;
import java.util.Optional;

/** Names JSON values in messages. */
final class Scalars {
  private Scalars() {}

  /** Returns the kind of a value, in words. */
  static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case ARRAY -> "a list";
      case OBJECT -> "an object";
      case BOOLEAN -> "a boolean";
      case NULL -> "null";
      case STRING -> "text";
      case MISSING -> "nothing";
      default -> "a number";
    };
  }

  /** Returns the list or object that a text holds as JSON; empty where it holds none. */
  static Optional<JsonNode> parsed(String text) {
    try {
      return Optional.of(Json.MAPPER.readTree(text)).filter(JsonNode::isContainerNode);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
