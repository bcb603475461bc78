package dev.winnow.verifier.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A call of a tool.
 *
 * @param arguments values by name
 */
record Call(String name, ObjectNode arguments) {
  private static final int MAX_CALLS = 32;
  private static final int MAX_NAME = 200;

  /**
   * Reads calls in OpenAI's form, or as {@code {"name", "arguments"}}: one, a list of them, or the
   * field {@code tool_calls} of a message.
   *
   * @return empty if the value is something else
   */
  static Optional<List<Call>> all(JsonNode value) {
    JsonNode list = value.path("tool_calls").isArray() ? value.get("tool_calls") : value;
    if (list.isObject()) {
      return one(list).map(List::of);
    }
    if (!list.isArray() || list.size() > MAX_CALLS) {
      return Optional.empty();
    }
    List<Call> calls = new ArrayList<>();
    for (JsonNode each : list) {
      Optional<Call> call = one(each);
      if (call.isEmpty()) {
        return Optional.empty();
      }
      calls.add(call.get());
    }
    return Optional.of(calls);
  }

  /** Reads one call; arguments may be an object, or a text that is one. */
  static Optional<Call> one(JsonNode value) {
    JsonNode function = value.path("function").isObject() ? value.get("function") : value;
    JsonNode name = function.path("name");
    if (!name.isTextual() || name.textValue().isBlank() || name.textValue().length() > MAX_NAME) {
      return Optional.empty();
    }
    return arguments(function).map(arguments -> new Call(name.textValue(), arguments));
  }

  private static Optional<ObjectNode> arguments(JsonNode function) {
    JsonNode given =
        function.has("arguments") ? function.get("arguments") : function.path("parameters");
    if (given.isMissingNode() || given.isNull()) {
      return Optional.of(JsonNodeFactory.instance.objectNode());
    }
    Optional<JsonNode> read =
        given.isTextual() ? BoundedJson.read(given.textValue()) : Optional.of(given);
    return read.filter(JsonNode::isObject).map(ObjectNode.class::cast);
  }
}
