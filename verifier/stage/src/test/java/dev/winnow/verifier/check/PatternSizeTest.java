package dev.winnow.verifier.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import dev.winnow.schemas.text.PatternSize;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The size that is told before a pattern is compiled, beside that of RE2's program. */
class PatternSizeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "abc|def",
        "a{1000}",
        "(a{30}){30}",
        "(?:ab{2,5}c){10,20}x*",
        "[a-z]{50}[^]x]{20}",
        "[[:alpha:]\\]]{40}",
        "\\d{3}-\\d{4}",
        "\\Qa{1000}{1000}\\E",
        "\\x{41}{7}",
        "\\p{Greek}{100}",
        "a{,5}b{",
        "a{3,}(b{2,})+",
        "(?i)(?P<n>a+b?){17}",
      })
  void isCloseToTheProgram(String pattern) {
    int program = Pattern.compile(pattern).programSize();

    assertThat(PatternSize.of(pattern)).isBetween(program / 3L - 5, program * 3L + 5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "((a{1000}){1000}){1000}",
        "(((a{99}){99}){99}){99}",
        "((((((((((a{2,9}){9}){9}){9}){9}){9}){9}){9}){9}){9})",
        "(?:(?:[[:alpha:]\\]]{500}){500}b){500}",
        "((a{1000,}){1000,}){1000,}",
        "((\\x{41}{900}){900}){900}",
        "(((x*y+){1000}z?){1000}|b){1000}",
        "((a{1000}){1000}){1000"
      })
  void whatWouldNotFitIntoMemoryIsRefusedUncompiled(String pattern) {
    assertThatThrownBy(() -> Checks.create("regex", Map.of("pattern", pattern)))
        .isInstanceOf(BadCheckException.class)
        .hasStackTraceContaining("too complex");
    assertThatThrownBy(
            () ->
                Checks.create(
                    "json_schema",
                    Map.of("schema", "{\"pattern\": \"" + pattern.replace("\\", "\\\\") + "\"}")))
        .hasStackTraceContaining("too complex");
  }
}
