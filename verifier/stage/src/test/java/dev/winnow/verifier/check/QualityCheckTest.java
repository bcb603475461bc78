package dev.winnow.verifier.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.schemas.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules of quality, each with a text that keeps it and one that breaks it. */
class QualityCheckTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "min_words; 3; one two three; GOOD",
        "min_words; 3; one two; TOO_FEW_WORDS",
        "max_words; 2; one, two!; GOOD",
        "max_words; 2; one two three; TOO_MANY_WORDS",
        "max_repeated; 0.4; a b c d a b c d a b c d; REPETITIVE",
        "max_repeated; 0.4; a b c d e f g a b c d; GOOD",
        "max_other_scripts; 0.1; the answer \u0443\u0432\u0435\u0440\u0435\u043d is; MIXED_SCRIPTS",
        "max_other_scripts; 0.1; 2 \u00d7 3 = 6 is so; GOOD",
        "max_other_scripts; 0.1; \u6771\u4eac\u306f\u30a2\u30b8\u30a2; GOOD",
        "words; damn Hell; What the hell.; LISTED_WORD",
        "words; damn Hell; What a shell.; GOOD",
        "language; en; This is a sentence in a language that many people know.; GOOD",
        "language; de; This is a sentence in a language that many people know.; WRONG_LANGUAGE",
        "language; en; 12 34; NO_LANGUAGE"
      })
  void judgesByEachRule(String option, String value, String text, String reason) {
    assertThat(CheckContract.find(CheckContract.check("quality", option, value), null, text))
        .extracting(Finding::reason)
        .isEqualTo(reason);
  }

  @Test
  void measuresEvenWhereItRejects() {
    Finding finding =
        CheckContract.find(CheckContract.check("quality", "max_words", "2"), null, "a b c d e");

    assertThat(finding.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(finding.scores())
        .containsEntry("words", 5.0)
        .containsEntry("repeated", 0.0)
        .containsEntry("other_scripts", 0.0)
        .containsEntry("listed", 0.0);
  }

  @Test
  void refusesRulesThatCannotBeKept() {
    assertThatThrownBy(
            () ->
                Checks.compile(CheckContract.check("quality", "min_words", "3", "max_words", "2")))
        .hasMessageContaining("min_words");
    assertThatThrownBy(() -> Checks.compile(CheckContract.check("quality", "language", "xx")))
        .hasMessageContaining("language");
  }
}
