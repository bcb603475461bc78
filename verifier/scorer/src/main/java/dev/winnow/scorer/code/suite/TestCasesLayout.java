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
 * open-r1 and SYNTHETIC-1: {@code test_cases} with {@code input}, {@code output}, and {@code
 * fn_name} where a function is called.
 */
final class TestCasesLayout implements SuiteLayout {
  @Override
  public boolean matches(JsonNode row) {
    return TestJson.nested(row, "test_cases").isArray();
  }

  @Override
  public CodeSuite read(JsonNode row) throws BadTestsException {
    JsonNode cases = TestJson.nested(row, "test_cases");
    Optional<String> function =
        TestJson.text(cases.path(0), "fn_name").or(() -> TestJson.text(row, "fn_name"));
    if (function.isEmpty()) {
      return CodeSuite.of(new Streams(streams(cases), Optional.empty()));
    }
    List<CallCase> calls = new ArrayList<>();
    for (JsonNode one : cases) {
      if (!TestJson.text(one, "fn_name").orElse(function.get()).equals(function.get())) {
        throw new BadTestsException("the test cases call several functions; want one");
      }
      calls.add(
          new CallCase(
              InputOutputLayout.arguments(one.path("input")).stream().map(TypedJson::of).toList(),
              InputOutputLayout.parsed(one.path("output"))));
    }
    return CodeSuite.of(new Calls(function.get(), calls));
  }

  /** Returns the cases of a list with inputs and outputs. */
  static List<StreamCase> streams(JsonNode cases) throws BadTestsException {
    List<StreamCase> streams = new ArrayList<>();
    for (JsonNode one : cases) {
      if (one.path("output").isMissingNode()) {
        throw new BadTestsException("test case %d has no output".formatted(streams.size() + 1));
      }
      streams.add(
          new StreamCase(
              InputOutputLayout.lines(one.path("input")),
              InputOutputLayout.lines(one.path("output"))));
    }
    return streams;
  }
}
