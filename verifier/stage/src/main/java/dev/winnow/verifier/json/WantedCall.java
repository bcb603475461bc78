package dev.winnow.verifier.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A call of the reference.
 *
 * @param call its arguments are compared where there is no schema
 * @param schema what all arguments together must keep to, in place of values
 */
record WantedCall(Call call, Optional<BoundedSchema> schema) {
  /**
   * Reads the calls of a reference; a call with a {@code schema} has it in place of arguments.
   *
   * @return empty if the text has none
   * @throws BoundedSchema.BadSchemaException if a schema cannot be used
   */
  static Optional<List<WantedCall>> all(String text) {
    Optional<JsonNode> value = BoundedJson.read(text);
    Optional<List<Call>> calls = value.flatMap(Call::all);
    if (value.isEmpty() || calls.isEmpty()) {
      return Optional.empty();
    }
    JsonNode list =
        value.get().path("tool_calls").isArray() ? value.get().get("tool_calls") : value.get();
    List<WantedCall> wanted = new ArrayList<>();
    for (int i = 0; i < calls.get().size(); i++) {
      JsonNode schema = (list.isArray() ? list.get(i) : list).path("schema");
      wanted.add(
          new WantedCall(
              calls.get().get(i),
              schema.isObject() ? Optional.of(BoundedSchema.of(schema)) : Optional.empty()));
    }
    return Optional.of(wanted);
  }

  /** Returns the category of the first difference; empty if there is none. */
  Optional<String> difference(Call found) {
    if (!found.name().equals(call.name())) {
      return Optional.of("WRONG_NAME");
    }
    if (schema.isPresent()) {
      return schema.get().broken(found.arguments()).map(broken -> "INVALID_ARGUMENTS");
    }
    Iterator<String> wanted = call.arguments().fieldNames();
    while (wanted.hasNext()) {
      if (!found.arguments().has(wanted.next())) {
        return Optional.of("MISSING_ARGUMENT");
      }
    }
    if (found.arguments().size() > call.arguments().size()) {
      return Optional.of("EXTRA_ARGUMENT");
    }
    for (Map.Entry<String, JsonNode> argument : call.arguments().properties()) {
      JsonNode value = found.arguments().get(argument.getKey());
      if (value.getNodeType() != argument.getValue().getNodeType()) {
        return Optional.of("WRONG_TYPE");
      }
      if (!value.equals(WantedCall::compare, argument.getValue())) {
        return Optional.of("WRONG_VALUE");
      }
    }
    return Optional.empty();
  }

  /** Numbers are equal by value: 1, 1.0 and 1e0. */
  private static int compare(JsonNode one, JsonNode other) {
    if (one.isNumber() && other.isNumber()) {
      return one.decimalValue().compareTo(other.decimalValue());
    }
    return one.equals(other) ? 0 : 1;
  }
}
