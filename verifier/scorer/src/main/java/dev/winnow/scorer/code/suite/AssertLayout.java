package dev.winnow.scorer.code.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.winnow.scorer.code.suite.CodeTests.Scripts;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lists of {@code assert} statements: MBPP ({@code test_list}, {@code test_setup_code}, in its
 * sanitized form {@code test_imports}) and verl ({@code assert_case}). The names that the row's own
 * solution defines are the program's, even where Python has them too, as {@code sum}.
 */
final class AssertLayout implements SuiteLayout {
  private static final List<String> KEYS = List.of("test_list", "assert_case");
  private static final Pattern DEFINED =
      Pattern.compile("(?m)^(?:def|class)[ \\t]+([A-Za-z_][A-Za-z_0-9]{0,100})");

  @Override
  public boolean matches(JsonNode row) {
    return KEYS.stream().anyMatch(key -> isTests(TestJson.nested(row, key)));
  }

  private static boolean isTests(JsonNode tests) {
    return (tests.isArray() && !tests.isEmpty()) || tests.isTextual();
  }

  @Override
  public CodeSuite read(JsonNode row) throws BadTestsException {
    List<String> tests =
        KEYS.stream()
            .map(key -> TestJson.nested(row, key))
            .filter(AssertLayout::isTests)
            .map(TestJson::texts)
            .findFirst()
            .orElseThrow(() -> new BadTestsException("no list of assert statements"));
    String setup =
        TestJson.text(row, "test_setup_code")
            .orElseGet(() -> String.join("\n", TestJson.texts(row.path("test_imports"))));
    return CodeSuite.of(new Scripts(tests, setup, Optional.empty(), defined(row)));
  }

  private static Set<String> defined(JsonNode row) {
    Set<String> names = new HashSet<>();
    Matcher definition = DEFINED.matcher(row.path("code").asText(""));
    while (definition.find()) {
      names.add(definition.group(1));
    }
    return names;
  }
}
