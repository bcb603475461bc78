package dev.winnow.scorer.code.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the tests of a prompt from its reference: a row of a dataset, or the part of it that holds
 * the tests. The layout is told by its keys. Pure and bounded.
 */
public final class SuiteReader {
  private static final int MAX_TESTS = 10_000;
  private static final int MAX_SHOWN = 200;

  /** What wraps the tests in some datasets. */
  private static final List<String> WRAPPERS =
      List.of(
          "verification_info",
          "verifier_metadata",
          "unit_tests",
          "reward_model",
          "ground_truth",
          "input_output",
          "tests");

  private static final List<SuiteLayout> LAYOUTS =
      List.of(
          new OwnLayout(),
          new HumanEvalLayout(),
          new AssertLayout(),
          new LiveCodeBenchLayout(),
          new CodeContestsLayout(),
          new CodeforcesLayout(),
          new TestCasesLayout(),
          new InputOutputLayout());

  private SuiteReader() {}

  /**
   * Reads tests.
   *
   * @throws BadTestsException if there are none, or they cannot be used
   */
  public static CodeSuite read(String reference) throws BadTestsException {
    JsonNode row =
        TestJson.parse(reference)
            .orElseThrow(
                () ->
                    new BadTestsException(
                        "the reference is not JSON; give the row of the dataset, or its tests"));
    CodeSuite suite = read(row, 0);
    int size = suite.tests().size();
    if (size < 1 || size > MAX_TESTS) {
      throw new BadTestsException("%d tests, want 1 to %d".formatted(size, MAX_TESTS));
    }
    return suite;
  }

  private static CodeSuite read(JsonNode row, int wrappers) throws BadTestsException {
    if (row.isArray()) {
      JsonNode cases = row;
      String key = row.path(0).isTextual() ? "test_list" : "test_cases";
      return read(JsonNodeFactory.instance.objectNode().set(key, cases), wrappers);
    }
    for (SuiteLayout layout : LAYOUTS) {
      if (row.isObject() && layout.matches(row)) {
        return layout.read(row).in(TestJson.text(row, "language"));
      }
    }
    for (String wrapper : WRAPPERS) {
      JsonNode inner = TestJson.nested(row, wrapper);
      if (inner.isContainerNode() && wrappers < WRAPPERS.size()) {
        return read(inner, wrappers + 1).in(TestJson.text(row, "language"));
      }
    }
    throw new BadTestsException(
        "the reference has no tests: no layout has the keys %s".formatted(shown(row)));
  }

  private static String shown(JsonNode row) {
    List<String> names = new ArrayList<>();
    row.fieldNames().forEachRemaining(names::add);
    String all = names.toString();
    return all.length() > MAX_SHOWN ? all.substring(0, MAX_SHOWN) + "..." : all;
  }
}
