package dev.winnow.verifier.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.schemas.Message;
import dev.winnow.schemas.RecordFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A row that NeMo Gym sends to the route {@code /verify} of a resources server: {@code
 * responses_create_params}, a {@code response} of OpenAI's Responses API, and the fields of the
 * data set. Those fields tell the check where the row does not name a {@code type}:
 *
 * <ul>
 *   <li>{@code instruction_id_list}, also in {@code verifier_metadata}: {@code constraints};
 *   <li>{@code expected_answer} and a list of {@code options}: {@code choice};
 *   <li>{@code expected_answer} alone: {@code math}.
 * </ul>
 */
final class GymRow {
  private static final String TYPE = "type";
  private static final String OPTIONS = "options";
  private static final String IDS = "instruction_id_list";
  private static final String EXPECTED = "expected_answer";

  private final JsonNode row;
  private final JsonNode metadata;

  private GymRow(JsonNode row) {
    this.row = row;
    this.metadata = row.path("verifier_metadata");
  }

  /** Returns whether a row has this layout. */
  static boolean is(JsonNode row) {
    return row.path("response").isObject();
  }

  /** Returns whether the reward of the row is the share of instructions that are followed. */
  static boolean isFraction(JsonNode row) {
    return new GymRow(row).field("grading_mode").asText("").equals("fraction");
  }

  /**
   * Reads a row.
   *
   * @throws IllegalArgumentException that names the missing or wrong field
   */
  static CheckItem read(JsonNode row) {
    return new GymRow(row).item();
  }

  private CheckItem item() {
    JsonNode response = row.get("response");
    if (!response.path("output").isArray()) {
      throw new IllegalArgumentException("field \"response.output\" must be a list");
    }
    String type = type();
    return new CheckItem(
        CheckItem.check(type, options(type)),
        CheckItem.prompt(messages(type), JsonNodeFactory.instance.missingNode(), references(type)),
        text(response.get("output")),
        response.path("incomplete_details").path("reason").asText("").equals("max_output_tokens"));
  }

  private String type() {
    if (row.hasNonNull(TYPE)) {
      return RowFields.text(row, TYPE);
    }
    if (field(IDS).isArray()) {
      return "constraints";
    }
    if (field(EXPECTED).isMissingNode()) {
      throw new IllegalArgumentException(
          "field \"type\" is missing, and neither instruction_id_list nor expected_answer tells"
              + " the check");
    }
    return field(OPTIONS).isArray() ? "choice" : "math";
  }

  private JsonNode options(String type) {
    JsonNode given = row.path(OPTIONS);
    if (given.isObject()) {
      return given;
    }
    ObjectNode own = JsonNodeFactory.instance.objectNode();
    if (type.equals("choice") && field(OPTIONS).isArray()) {
      StringBuilder letters = new StringBuilder();
      choices().forEach(choice -> letters.append(choice.getKey()));
      own.put("letters", letters.toString());
    }
    return own;
  }

  private List<Map.Entry<String, JsonNode>> choices() {
    List<Map.Entry<String, JsonNode>> choices = new ArrayList<>();
    field(OPTIONS).forEach(choice -> choices.addAll(choice.properties()));
    return choices;
  }

  private List<String> references(String type) {
    if (type.equals("constraints") && field(IDS).isArray()) {
      ObjectNode instructions = JsonNodeFactory.instance.objectNode();
      instructions.set(IDS, field(IDS));
      instructions.set("kwargs", field("kwargs"));
      return List.of(instructions.toString());
    }
    return RowFields.texts(
        "reference", row.hasNonNull("reference") ? row.get("reference") : field(EXPECTED));
  }

  /** Returns the choices as a prompt lists them; other checks need no prompt. */
  private List<Message> messages(String type) {
    if (!type.equals("choice") || !field(OPTIONS).isArray()) {
      return List.of();
    }
    StringBuilder lines = new StringBuilder();
    choices()
        .forEach(
            choice ->
                lines
                    .append(choice.getKey())
                    .append(") ")
                    .append(choice.getValue().asText().replace('\n', ' '))
                    .append('\n'));
    return List.of(RecordFactory.message("user", lines.toString()));
  }

  /** Returns the texts of the assistant's messages, and its calls of tools as tags. */
  private static String text(JsonNode output) {
    List<String> parts = new ArrayList<>();
    for (JsonNode item : output) {
      switch (item.path(TYPE).asText("")) {
        case "message" -> message(item).ifPresent(parts::add);
        case "function_call" -> parts.add(call(item));
        default -> {
          // Reasoning is not part of the answer, and results of tools are not the assistant's.
        }
      }
    }
    return String.join("\n", parts);
  }

  private static Optional<String> message(JsonNode item) {
    if (!item.path("role").asText("assistant").equals("assistant")) {
      return Optional.empty();
    }
    JsonNode content = item.path("content");
    if (content.isTextual()) {
      return Optional.of(content.textValue());
    }
    StringBuilder text = new StringBuilder();
    content.forEach(part -> text.append(part.path("text").asText("")));
    return Optional.of(text.toString());
  }

  private static String call(JsonNode item) {
    ObjectNode call = JsonNodeFactory.instance.objectNode();
    call.set("name", item.path("name"));
    call.set("arguments", item.path("arguments"));
    return "<tool_call>" + call + "</tool_call>";
  }

  private JsonNode field(String name) {
    JsonNode own = row.path(name);
    return own.isMissingNode() || own.isNull() ? metadata.path(name) : own;
  }
}
