package dev.winnow.producers.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.producers.json.Json;
import dev.winnow.schemas.Message;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.rules.PromptRules;
import dev.winnow.schemas.rules.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One JSON object, read field by field; collects every violation instead of stopping at the first,
 * and remembers which fields were asked for, so that the others can become metadata.
 */
final class Row {
  private final ObjectNode object;
  private final Set<String> asked = new HashSet<>();
  private final List<Violation> violations = new ArrayList<>();

  Row(ObjectNode object) {
    this.object = object;
  }

  List<Violation> violations() {
    return violations;
  }

  boolean has(String field) {
    return object.hasNonNull(field);
  }

  void refuse(String field, String message) {
    violations.add(new Violation(Json.shorten(field), message));
  }

  /** Counts the field as known without reading it. */
  void ignore(String field) {
    asked.add(field);
  }

  /** A field that holds text, or a number as it is written; empty where missing or null. */
  Optional<String> text(String field) {
    asked.add(field);
    JsonNode value = object.path(field);
    return value.isMissingNode() || value.isNull() ? Optional.empty() : scalar(field, value);
  }

  /** Like {@link #text}, but a missing field is a violation. */
  Optional<String> required(String field) {
    if (!has(field)) {
      refuse(field, "is missing");
    }
    return text(field);
  }

  /** The chat under {@code messages}. */
  List<Message> messages() {
    asked.add("messages");
    JsonNode array = object.path("messages");
    if (!array.isArray() || array.size() > PromptRules.MAX_MESSAGES) {
      refuse(
          "messages",
          "want a list of at most %d {role, content}".formatted(PromptRules.MAX_MESSAGES));
      return List.of();
    }
    List<Message> messages = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      messages.add(message("messages[" + i + "]", array.get(i)));
    }
    return messages;
  }

  /** {@code metadata}, and every field that was not asked for. Ask for all others first. */
  Map<String, String> metadata() {
    Map<String, String> metadata = new HashMap<>();
    asked.add("metadata");
    JsonNode declared = object.path("metadata");
    if (declared.isObject()) {
      declared.properties().forEach(e -> put(metadata, "metadata.", e.getKey(), e.getValue()));
    } else if (!declared.isMissingNode() && !declared.isNull()) {
      refuse("metadata", "want an object of texts, numbers and booleans");
    }
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      if (!asked.contains(entry.getKey())) {
        put(metadata, "", entry.getKey(), entry.getValue());
      }
    }
    return metadata;
  }

  private void put(Map<String, String> metadata, String path, String key, JsonNode value) {
    if (value.isNull()) {
      return;
    }
    String field = path + key;
    Optional<String> text = value.isBoolean() ? Optional.of(value.asText()) : scalar(field, value);
    boolean isNew = text.isEmpty() || metadata.putIfAbsent(key, text.get()) == null;
    if (!isNew) {
      refuse(field, "stands in metadata too; give it once");
    }
    if (!Json.isUnicode(key)) {
      refuse(field, "its name is not valid Unicode");
    }
  }

  private Message message(String path, JsonNode value) {
    if (!value.isObject()) {
      refuse(path, "want an object with role and content");
      return RecordFactory.message("user", "?");
    }
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      String key = entry.getKey();
      if (!key.equals("role") && !key.equals("content")) {
        refuse(path + "." + key, "unknown field; a message has role and content");
      }
    }
    return RecordFactory.message(
        string(path + ".role", value, "role"), string(path + ".content", value, "content"));
  }

  private String string(String path, JsonNode object, String field) {
    JsonNode value = object.path(field);
    if (!value.isTextual()) {
      refuse(path, value.isMissingNode() ? "is missing" : "want text, not " + kind(value));
      return "?";
    }
    return scalar(path, value).orElse("?");
  }

  private Optional<String> scalar(String field, JsonNode value) {
    if (!value.isTextual() && !value.isNumber()) {
      refuse(field, "want text or a number, not %s".formatted(kind(value)));
      return Optional.empty();
    }
    String text = value.asText();
    if (!Json.isUnicode(text)) {
      refuse(field, "holds half of a surrogate pair, which is not valid Unicode");
      return Optional.empty();
    }
    return Optional.of(text);
  }

  private static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case ARRAY -> "a list";
      case OBJECT -> "an object";
      case BOOLEAN -> "a boolean";
      case NULL -> "null";
      default -> "a number";
    };
  }
}
