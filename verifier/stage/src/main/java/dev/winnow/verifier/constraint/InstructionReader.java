package dev.winnow.verifier.constraint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads instructions from the layouts in which data sets keep them.
 *
 * <ul>
 *   <li>ours: {@code [{"id": ..., "kwargs": {...}}, ...]};
 *   <li>IFEval: {@code {"instruction_id_list": [...], "kwargs": [...]}}, other fields ignored;
 *   <li>NeMo Gym: the same in the field {@code verifier_metadata};
 *   <li>open-instruct: {@code [{"instruction_id": [...], "kwargs": [...]}]}, also as the Python
 *       literal that its rows have, and in the field {@code ground_truth};
 *   <li>Tulu 3: {@code {"func_name": ..., "N": ..., ...}}, an argument beside the name of the
 *       function, also in the field {@code ground_truth}.
 * </ul>
 */
final class InstructionReader {
  private static final int MAX_INSTRUCTIONS = 32;
  private static final int MAX_DEPTH = 16;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
                  .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final List<Instruction> found = new ArrayList<>();

  private InstructionReader() {}

  /**
   * Returns the instructions, at least one.
   *
   * @throws BadConstraintException that says what cannot be read
   */
  static List<Instruction> read(String text) {
    InstructionReader reader = new InstructionReader();
    reader.addAll(parse(text), true);
    if (reader.found.isEmpty()) {
      throw new BadConstraintException("there is no instruction");
    }
    return List.copyOf(reader.found);
  }

  private void addAll(JsonNode node, boolean mayNest) {
    if (node.isArray()) {
      node.forEach(this::addOne);
    } else if (node.path("instruction_id_list").isArray()) {
      addLists(node.get("instruction_id_list"), node.path("kwargs"));
    } else if (node.path("func_name").isTextual()) {
      add(node.get("func_name"), node);
    } else if (node.path("verifier_metadata").isObject() && mayNest) {
      addAll(node.get("verifier_metadata"), false);
    } else if (node.path("ground_truth").isTextual() && mayNest) {
      addAll(parse(node.get("ground_truth").textValue()), false);
    } else {
      throw new BadConstraintException(
          "want a list of {\"id\", \"kwargs\"}, or an object with instruction_id_list and kwargs,"
              + " or with func_name");
    }
  }

  private void addOne(JsonNode node) {
    if (node.path("instruction_id").isArray()) {
      addLists(node.get("instruction_id"), node.path("kwargs"));
    } else if (node.path("func_name").isTextual()) {
      add(node.get("func_name"), node);
    } else {
      add(node.has("id") ? node.get("id") : node.path("instruction_id"), node.path("kwargs"));
    }
  }

  private void addLists(JsonNode ids, JsonNode kwargs) {
    if (!kwargs.isArray() || kwargs.size() != ids.size()) {
      throw new BadConstraintException(
          "want as many kwargs as the %d instruction ids".formatted(ids.size()));
    }
    for (int i = 0; i < ids.size(); i++) {
      add(ids.get(i), kwargs.get(i));
    }
  }

  private void add(JsonNode id, JsonNode kwargs) {
    if (!id.isTextual()) {
      throw new BadConstraintException("the id of each instruction must be a text");
    }
    if (found.size() == MAX_INSTRUCTIONS) {
      throw new BadConstraintException("at most %d instructions".formatted(MAX_INSTRUCTIONS));
    }
    boolean none = kwargs.isMissingNode() || kwargs.isNull();
    if (!none && !kwargs.isObject()) {
      throw new BadConstraintException("the kwargs of each instruction must be an object or null");
    }
    found.add(
        Instruction.of(id.textValue(), none ? JsonNodeFactory.instance.objectNode() : kwargs));
  }

  private static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(PythonLiteral.toJson(text));
    } catch (JsonProcessingException e) {
      throw new BadConstraintException("is neither JSON nor a Python literal");
    }
  }
}
