package dev.winnow.scorer.code.suite;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.scorer.code.suite.CodeTests.StreamCase;
import dev.winnow.scorer.code.suite.CodeTests.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * CodeContests: {@code public_tests}, {@code private_tests}, {@code generated_tests}, each with
 * lists {@code input} and {@code output}; {@code time_limit}, {@code memory_limit_bytes}.
 */
final class CodeContestsLayout implements SuiteLayout {
  private static final List<String> KEYS =
      List.of("public_tests", "private_tests", "generated_tests");
  private static final double NANOS = 1e9;

  @Override
  public boolean matches(JsonNode row) {
    return KEYS.stream().anyMatch(key -> TestJson.nested(row, key).path("input").isArray());
  }

  @Override
  public CodeSuite read(JsonNode row) throws BadTestsException {
    if (TestJson.text(row, "input_file").isPresent()
        || TestJson.text(row, "output_file").isPresent()) {
      throw new BadTestsException("the program reads or writes a file; want standard streams");
    }
    List<StreamCase> cases = new ArrayList<>();
    for (String key : KEYS) {
      JsonNode tests = TestJson.nested(row, key);
      JsonNode inputs = tests.path("input");
      JsonNode outputs = tests.path("output");
      if (inputs.size() != outputs.size()) {
        throw new BadTestsException(
            "%s: %d inputs and %d outputs".formatted(key, inputs.size(), outputs.size()));
      }
      for (int i = 0; i < inputs.size(); i++) {
        cases.add(new StreamCase(inputs.get(i).asText(), outputs.get(i).asText()));
      }
    }
    return CodeSuite.of(new Streams(cases, Optional.empty())).within(seconds(row), memory(row));
  }

  private static OptionalDouble seconds(JsonNode row) {
    JsonNode limit = row.path("time_limit");
    double seconds =
        limit.isNumber()
            ? limit.doubleValue()
            : limit.path("seconds").asDouble(0) + limit.path("nanos").asDouble(0) / NANOS;
    return seconds > 0 ? OptionalDouble.of(seconds) : OptionalDouble.empty();
  }

  private static OptionalLong memory(JsonNode row) {
    long bytes = row.path("memory_limit_bytes").asLong(0);
    return bytes > 0 ? OptionalLong.of(bytes) : OptionalLong.empty();
  }
}
