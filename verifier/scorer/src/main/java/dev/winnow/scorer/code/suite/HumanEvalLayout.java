package dev.winnow.scorer.code.suite;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.scorer.code.suite.CodeTests.Scripts;
import java.util.List;
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
    CodeSuite suite =
        CodeSuite.of(
            new Scripts(
                List.of(row.path("test").textValue()),
                prompt,
                java.util.Optional.of(entry),
                Set.of(entry)));
    return prompt.isBlank() ? suite : suite.continuing(prompt);
  }
}
