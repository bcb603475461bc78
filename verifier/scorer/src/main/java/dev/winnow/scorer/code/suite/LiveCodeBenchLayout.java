package dev.winnow.scorer.code.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.winnow.scorer.code.compare.TypedJson;
import dev.winnow.scorer.code.suite.CodeTests.CallCase;
import dev.winnow.scorer.code.suite.CodeTests.Calls;
import dev.winnow.scorer.code.suite.CodeTests.StreamCase;
import dev.winnow.scorer.code.suite.CodeTests.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * LiveCodeBench: {@code public_test_cases} and {@code private_test_cases} with {@code input},
 * {@code output} and {@code testtype}; the private ones may be a pickle, compressed, in base64.
 * {@code metadata.func_name} names the function.
 */
final class LiveCodeBenchLayout implements SuiteLayout {
  private static final List<String> KEYS = List.of("public_test_cases", "private_test_cases");
  private static final Pattern METHOD =
      Pattern.compile("def[ \\t]+([A-Za-z_][A-Za-z_0-9]{0,100})[ \\t]*\\([ \\t]*self");

  @Override
  public boolean matches(JsonNode row) {
    return KEYS.stream().anyMatch(row::hasNonNull);
  }

  @Override
  public CodeSuite read(JsonNode row) throws BadTestsException {
    List<JsonNode> cases = new ArrayList<>();
    for (String key : KEYS) {
      cases(row, key).forEach(cases::add);
    }
    boolean isCalled =
        cases.stream().anyMatch(one -> one.path("testtype").asText("").equals("functional"));
    if (!isCalled) {
      List<StreamCase> streams = new ArrayList<>();
      cases.forEach(
          one ->
              streams.add(
                  new StreamCase(one.path("input").asText(""), one.path("output").asText(""))));
      return CodeSuite.of(new Streams(streams, Optional.empty()));
    }
    List<CallCase> calls = new ArrayList<>();
    for (JsonNode one : cases) {
      calls.add(
          new CallCase(
              InputOutputLayout.eachLine(one.path("input").asText("")).stream()
                  .map(TypedJson::of)
                  .toList(),
              InputOutputLayout.parsed(one.path("output"))));
    }
    return CodeSuite.of(new Calls(function(row), calls));
  }

  private static JsonNode cases(JsonNode row, String key) throws BadTestsException {
    JsonNode cases = TestJson.nested(row, key);
    if (cases.isTextual() && !cases.textValue().isBlank()) {
      String json = PickledText.read(cases.textValue());
      cases =
          TestJson.parse(json)
              .orElseThrow(() -> new BadTestsException(key + ": the pickle holds no JSON"));
    }
    return cases;
  }

  private static String function(JsonNode row) throws BadTestsException {
    Optional<String> named = TestJson.text(TestJson.nested(row, "metadata"), "func_name");
    Matcher method = METHOD.matcher(row.path("starter_code").asText(""));
    return named
        .or(() -> method.find() ? Optional.of(method.group(1)) : Optional.empty())
        .orElseThrow(
            () -> new BadTestsException("neither metadata.func_name nor starter_code names one"));
  }
}
