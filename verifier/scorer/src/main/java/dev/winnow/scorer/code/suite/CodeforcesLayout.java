package dev.winnow.scorer.code.suite;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.scorer.code.suite.CodeTests.Streams;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * open-r1/codeforces: {@code official_tests}; {@code generated_checker}, a Python program that gets
 * the files of input, right output and output, and prints 1 or 0; {@code time_limit} in seconds,
 * {@code memory_limit} in MB.
 */
final class CodeforcesLayout implements SuiteLayout {
  private static final long MEGA = 1_000_000;

  @Override
  public boolean matches(JsonNode row) {
    return TestJson.nested(row, "official_tests").isArray();
  }

  @Override
  public CodeSuite read(JsonNode row) throws BadTestsException {
    if (TestJson.text(row, "input_mode").orElse("stdio").equals("file")) {
      throw new BadTestsException("the program reads and writes files; want standard streams");
    }
    JsonNode tests = TestJson.nested(row, "official_tests");
    double seconds = row.path("time_limit").asDouble(0);
    double memory = row.path("memory_limit").asDouble(0);
    return CodeSuite.of(
            new Streams(TestCasesLayout.streams(tests), TestJson.text(row, "generated_checker")))
        .within(
            seconds > 0 ? OptionalDouble.of(seconds) : OptionalDouble.empty(),
            memory > 0 ? OptionalLong.of((long) (memory * MEGA)) : OptionalLong.empty());
  }
}
