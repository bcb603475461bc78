package dev.winnow.scorer.code.suite;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.scorer.code.compare.TypedJson;
import dev.winnow.scorer.code.suite.CodeTests.CallCase;
import dev.winnow.scorer.code.suite.CodeTests.Calls;
import dev.winnow.scorer.code.suite.CodeTests.StreamCase;
import dev.winnow.scorer.code.suite.CodeTests.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * APPS, TACO, verl, PRIME, NeMo Gym: {@code inputs} and {@code outputs}, with {@code fn_name} where
 * a function is called. A text may be given as the list of its lines.
 */
final class InputOutputLayout implements SuiteLayout {
  @Override
  public boolean matches(JsonNode row) {
    return row.path("inputs").isArray() && row.path("outputs").isArray();
  }

  @Override
  public CodeSuite read(JsonNode row) throws BadTestsException {
    JsonNode inputs = row.path("inputs");
    JsonNode outputs = row.path("outputs");
    if (inputs.size() != outputs.size()) {
      throw new BadTestsException(
          "%d inputs and %d outputs".formatted(inputs.size(), outputs.size()));
    }
    Optional<String> function = TestJson.text(row, "fn_name");
    return CodeSuite.of(
        function.isPresent()
            ? new Calls(function.get(), calls(inputs, outputs))
            : new Streams(streams(inputs, outputs), Optional.empty()));
  }

  private static List<StreamCase> streams(JsonNode inputs, JsonNode outputs) {
    List<StreamCase> cases = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      cases.add(new StreamCase(lines(inputs.get(i)), lines(outputs.get(i))));
    }
    return cases;
  }

  /** Returns a text; a list is its lines. */
  static String lines(JsonNode text) {
    return String.join("\n", TestJson.texts(text));
  }

  private static List<CallCase> calls(JsonNode inputs, JsonNode outputs) throws BadTestsException {
    List<CallCase> cases = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      List<JsonNode> arguments = new ArrayList<>();
      arguments(inputs.get(i)).forEach(one -> arguments.add(TypedJson.withNumberKeys(one)));
      cases.add(new CallCase(arguments, parsed(outputs.get(i))));
    }
    return cases;
  }

  /** Arguments are a list, or text that is one, or text with one value for each line. */
  static List<JsonNode> arguments(JsonNode input) throws BadTestsException {
    if (input.isArray()) {
      return list(input);
    }
    if (!input.isTextual()) {
      return List.of(input);
    }
    Optional<JsonNode> whole = TestJson.parse(input.textValue());
    if (whole.isPresent()) {
      return whole.get().isArray() ? list(whole.get()) : List.of(whole.get());
    }
    return eachLine(input.textValue());
  }

  /** Returns the arguments that a text has, one JSON value for each line. */
  static List<JsonNode> eachLine(String text) throws BadTestsException {
    List<JsonNode> arguments = new ArrayList<>();
    for (String line : text.strip().split("\n", -1)) {
      arguments.add(
          TestJson.parse(line)
              .orElseThrow(() -> new BadTestsException("an argument is not JSON: " + cut(line))));
    }
    return arguments;
  }

  private static String cut(String line) {
    return line.length() > 100 ? line.substring(0, 100) + "..." : line;
  }

  private static List<JsonNode> list(JsonNode array) {
    List<JsonNode> items = new ArrayList<>();
    array.forEach(items::add);
    return items;
  }

  /** Returns what a text means as JSON; a text that is none stands for itself. */
  static JsonNode parsed(JsonNode value) {
    return value.isTextual() ? TestJson.parse(value.textValue()).orElse(value) : value;
  }
}
