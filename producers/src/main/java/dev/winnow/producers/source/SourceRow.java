package dev.winnow.producers.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.producers.json.Json;
import dev.winnow.schemas.rules.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one JSON object field by field. It collects all violations instead of stopping at the
 * first, and remembers which fields were read, so that the others can become metadata.
 */
final class SourceRow {
  /** A longer list or object is not copied as text. */
  private static final int MAX_NESTED_CHARS = 4_000;

  private final ObjectNode object;
  private final String path;
  private final List<Violation> violations;
  private final Set<String> asked = new HashSet<>();

  SourceRow(ObjectNode object) {
    this(object, "", new ArrayList<>());
  }

  private SourceRow(ObjectNode object, String path, List<Violation> violations) {
    this.object = object;
    this.path = path;
    this.violations = violations;
  }

  List<Violation> violations() {
    return violations;
  }

  boolean has(String field) {
    return object.hasNonNull(field);
  }

  /** Reports a violation of a field of this object. */
  void refuse(String field, String message) {
    violations.add(new Violation(Json.shorten(path + field), message));
  }

  /** Marks fields as known without reading them. */
  void ignore(String... fields) {
    asked.addAll(List.of(fields));
  }

  /** Returns the value of a field; a missing node where it is missing or null. */
  JsonNode node(String field) {
    asked.add(field);
    return has(field) ? object.get(field) : JsonNodeFactory.instance.missingNode();
  }

  /** Returns the object of a field; an empty object where the field does not hold one. */
  SourceRow object(String field) {
    JsonNode value = node(field);
    if (value instanceof ObjectNode child) {
      return new SourceRow(child, path + field + ".", violations);
    }
    if (!value.isMissingNode()) {
      refuse(field, "want an object, not " + Scalars.kind(value));
    }
    return new SourceRow(JsonNodeFactory.instance.objectNode(), path + field + ".", violations);
  }

  /** Returns the text of a field, or a number as it is written; empty where missing or null. */
  Optional<String> text(String field) {
    JsonNode value = node(field);
    return value.isMissingNode() ? Optional.empty() : scalar(field, value);
  }

  /** Returns a text as {@link #text} does; a missing field is a violation. */
  Optional<String> required(String field) {
    if (!has(field)) {
      refuse(field, "is missing");
    }
    return text(field);
  }

  /** Returns one text or number of a field, or a list of them; empty where missing or null. */
  List<String> texts(String field) {
    JsonNode value = node(field);
    if (value.isMissingNode()) {
      return List.of();
    }
    if (!value.isArray()) {
      return scalar(field, value).stream().toList();
    }
    if (value.isEmpty()) {
      refuse(field, "is an empty list; leave it out when there is none");
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      scalar(field + "[" + i + "]", value.get(i)).ifPresent(texts::add);
    }
    return texts;
  }

  /**
   * Returns {@code metadata} with every field that was not read. Must be called after all other
   * fields were read.
   *
   * @param nested whether lists and objects are copied as JSON, or rejected by name
   */
  Map<String, String> metadata(boolean nested) {
    Map<String, String> metadata = new HashMap<>();
    JsonNode declared = declaredMetadata();
    if (declared.isObject()) {
      declared
          .properties()
          .forEach(e -> put(metadata, "metadata.", e.getKey(), e.getValue(), nested));
    } else if (!declared.isMissingNode()) {
      refuse("metadata", "want an object of texts, numbers and booleans");
    }
    addOthers(metadata, nested);
    return metadata;
  }

  /** Adds every field that was not read. */
  void addOthers(Map<String, String> metadata, boolean nested) {
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      if (!asked.contains(entry.getKey())) {
        put(metadata, "", entry.getKey(), entry.getValue(), nested);
      }
    }
  }

  /** Reads the metadata, which some data sets store as a text that is JSON. */
  private JsonNode declaredMetadata() {
    JsonNode declared = node("metadata");
    return declared.isTextual() ? Scalars.parsed(declared.asText()).orElse(declared) : declared;
  }

  private void put(
      Map<String, String> metadata, String prefix, String key, JsonNode value, boolean nested) {
    if (value.isNull()) {
      return;
    }
    String field = prefix + key;
    Optional<String> text = metadataText(field, value, nested);
    boolean isNew = text.isEmpty() || metadata.putIfAbsent(key, text.get()) == null;
    if (!isNew) {
      refuse(field, "is also in metadata; give it once");
    }
    if (!Json.isUnicode(key)) {
      refuse(field, "its name is not valid Unicode");
    }
  }

  private Optional<String> metadataText(String field, JsonNode value, boolean nested) {
    if (value.isBoolean()) {
      return Optional.of(value.asText());
    }
    if (!nested || !value.isContainerNode()) {
      return scalar(field, value);
    }
    String text = value.toString();
    if (text.length() > MAX_NESTED_CHARS || !Json.isUnicode(text)) {
      refuse(
          field,
          "%s of %d characters is too long to copy, at most %d; leave it out"
              .formatted(Scalars.kind(value), text.length(), MAX_NESTED_CHARS));
      return Optional.empty();
    }
    return Optional.of(text);
  }

  /** Returns the text of a value of this object, or reports a violation under this name. */
  Optional<String> scalar(String field, JsonNode value) {
    if (!value.isTextual() && !value.isNumber()) {
      refuse(
          field,
          "want text or a number, not %s%s"
              .formatted(
                  Scalars.kind(value),
                  value.isContainerNode() ? "; give what is JSON as text" : ""));
      return Optional.empty();
    }
    String text = value.asText();
    if (!Json.isUnicode(text)) {
      refuse(field, "holds half of a surrogate pair, which is not valid Unicode");
      return Optional.empty();
    }
    return Optional.of(text);
  }
}
