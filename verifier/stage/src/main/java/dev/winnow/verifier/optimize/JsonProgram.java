package dev.winnow.verifier.optimize;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.winnow.verifier.optimize.LinearProgram.Builder;
import dev.winnow.verifier.optimize.LinearProgram.Relation;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads a program as JSON:
 *
 * <pre>{@code
 * {"sense": "max", "objective": {"x": 3, "y": 2}, "constant": 0,
 *  "constraints": [{"terms": {"x": 1, "y": 1}, "relation": "<=", "value": 4}],
 *  "variables": {"x": {"type": "integer", "lower": 0, "upper": 10}}}
 * }</pre>
 *
 * Types are {@code continuous}, {@code integer} and {@code binary}; a variable that is not listed
 * is continuous and at least 0, and a bound of null is none.
 */
final class JsonProgram {
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(8)
                          .maxNumberLength(100)
                          .maxTokenCount(20_000)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonProgram() {}

  /**
   * Reads a program.
   *
   * @throws BadProgramException that says what cannot be read
   */
  static LinearProgram read(String text) {
    JsonNode node = parse(text);
    if (!node.path("objective").isObject()) {
      throw new BadProgramException("'objective' must be an object of factors by variable");
    }
    Builder builder = new Builder(isMaximum(node.path("sense").asText("")));
    builder.objective(
        terms(node.get("objective")), node.has("constant") ? number(node, "constant") : 0);
    for (JsonNode row : node.path("constraints")) {
      builder.row(
          terms(row.path("terms")),
          relation(row.path("relation").asText("")),
          number(row, "value"));
    }
    node.path("variables").properties().forEach(one -> variable(builder, one));
    return builder.build();
  }

  private static void variable(Builder builder, Map.Entry<String, JsonNode> one) {
    String name = one.getKey();
    JsonNode given = one.getValue();
    String type = given.path("type").asText("continuous");
    switch (type) {
      case "continuous" -> builder.bounds(name, 0, Double.POSITIVE_INFINITY);
      case "integer" -> builder.bounds(name, 0, Double.POSITIVE_INFINITY).whole(name);
      case "binary" -> builder.bounds(name, 0, 1).whole(name);
      default ->
          throw new BadProgramException(
              "the type of '%s' must be continuous, integer or binary".formatted(name));
    }
    if (given.has("lower")) {
      builder.lower(
          name, given.get("lower").isNull() ? Double.NEGATIVE_INFINITY : number(given, "lower"));
    }
    if (given.has("upper")) {
      builder.upper(
          name, given.get("upper").isNull() ? Double.POSITIVE_INFINITY : number(given, "upper"));
    }
  }

  private static boolean isMaximum(String sense) {
    return switch (sense) {
      case "max", "maximize" -> true;
      case "min", "minimize" -> false;
      default -> throw new BadProgramException("'sense' must be min or max");
    };
  }

  private static Relation relation(String text) {
    return switch (text) {
      case "<=" -> Relation.AT_MOST;
      case ">=" -> Relation.AT_LEAST;
      case "=", "==" -> Relation.EQUAL;
      default -> throw new BadProgramException("'relation' must be <=, >= or =");
    };
  }

  private static Map<String, Double> terms(JsonNode node) {
    if (!node.isObject()) {
      throw new BadProgramException("'terms' must be an object of factors by variable");
    }
    Map<String, Double> terms = new LinkedHashMap<>();
    node.properties().forEach(one -> terms.put(one.getKey(), number(node, one.getKey())));
    return terms;
  }

  private static double number(JsonNode node, String name) {
    if (!node.path(name).isNumber()) {
      throw new BadProgramException("'%s' must be a number".formatted(name));
    }
    return node.get(name).doubleValue();
  }

  private static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new BadProgramException("it is not JSON");
    }
  }
}
