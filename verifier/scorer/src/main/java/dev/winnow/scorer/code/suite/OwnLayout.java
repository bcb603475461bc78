package dev.winnow.scorer.code.suite;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.scorer.code.compare.TypedJson;
import dev.winnow.scorer.code.suite.CodeTests.CallCase;
import dev.winnow.scorer.code.suite.CodeTests.Calls;
import dev.winnow.scorer.code.suite.CodeTests.Scripts;
import dev.winnow.scorer.code.suite.CodeTests.StreamCase;
import dev.winnow.scorer.code.suite.CodeTests.Streams;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Our own layout, for tests that no dataset has: {@code kind} is {@code stdin}, {@code call},
 * {@code assert}, {@code script} or {@code checker}; {@code tests} is a list of {@code {in, out}}
 * or of texts.
 */
final class OwnLayout implements SuiteLayout {
  private static final Set<String> KINDS = Set.of("stdin", "checker", "call", "assert", "script");

  @Override
  public boolean matches(JsonNode row) {
    return KINDS.contains(row.path("kind").asText("")) && row.path("tests").isArray();
  }

  @Override
  public CodeSuite read(JsonNode row) throws BadTestsException {
    double seconds = row.path("seconds").asDouble(0);
    return CodeSuite.of(tests(row))
        .within(
            seconds > 0 ? OptionalDouble.of(seconds) : OptionalDouble.empty(),
            OptionalLong.empty());
  }

  private static CodeTests tests(JsonNode row) throws BadTestsException {
    JsonNode tests = row.path("tests");
    String kind = row.path("kind").textValue();
    return switch (kind) {
      case "stdin" -> new Streams(streams(tests), Optional.empty());
      case "checker" ->
          new Streams(
              streams(tests),
              Optional.of(
                  TestJson.text(row, "checker")
                      .orElseThrow(() -> new BadTestsException("'checker' has no program"))));
      case "call" ->
          new Calls(
              TestJson.text(row, "entry")
                  .orElseThrow(() -> new BadTestsException("'entry' names no function")),
              calls(tests));
      default ->
          new Scripts(
              TestJson.texts(tests),
              row.path("setup").asText(""),
              TestJson.text(row, "entry"),
              new HashSet<>(TestJson.texts(row.path("defines"))));
    };
  }

  private static List<StreamCase> streams(JsonNode tests) throws BadTestsException {
    List<StreamCase> cases = new ArrayList<>();
    for (JsonNode test : tests) {
      if (!test.path("out").isTextual() && !test.path("out").isNull()) {
        throw new BadTestsException("test %d: 'out' is no text".formatted(cases.size() + 1));
      }
      cases.add(new StreamCase(test.path("in").asText(""), test.path("out").asText("")));
    }
    return cases;
  }

  private static List<CallCase> calls(JsonNode tests) throws BadTestsException {
    List<CallCase> cases = new ArrayList<>();
    for (JsonNode test : tests) {
      if (!test.path("in").isArray() || test.path("out").isMissingNode()) {
        throw new BadTestsException(
            "test %d: want a list 'in' and a value 'out'".formatted(cases.size() + 1));
      }
      List<JsonNode> arguments = new ArrayList<>();
      test.path("in").forEach(argument -> arguments.add(TypedJson.of(argument)));
      cases.add(new CallCase(arguments, test.path("out")));
    }
    return cases;
  }
}
