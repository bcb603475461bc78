package dev.winnow.scorer.code.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import dev.winnow.scorer.code.suite.CodeTests.Scripts;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * HumanEval, and EvalPlus in the same form: {@code prompt}, {@code test} with a function {@code
 * check}, {@code entry_point}. What the prompt defines besides is the tests' own, not the
 * program's.
 */
final class HumanEvalLayout implements SuiteLayout {
  @Override
  public boolean matches(JsonNode row) {
    return row.path("test").isTextual() && row.path("entry_point").isTextual();
  }

  @Override
  public CodeSuite read(JsonNode row) {
    String prompt = row.path("prompt").asText("");
    String entry = row.path("entry_point").textValue();
    boolean isBeginning = defines(prompt, entry);
    Scripts tests =
        new Scripts(
            List.of(row.path("test").textValue()),
            isBeginning ? prompt : "",
            Optional.of(entry),
            Set.of(entry));
    return isBeginning ? CodeSuite.of(tests).continuing(prompt) : CodeSuite.of(tests);
  }

  /**
   * Returns whether the prompt is the beginning of a program. In some copies of the dataset it is
   * not.
   */
  private static boolean defines(String prompt, String entry) {
    return Pattern.compile("(?m)^def[ \\t]+" + Pattern.quote(entry) + "[ \\t]*\\(")
        .matcher(prompt)
        .find();
  }
}
