package dev.winnow.verifier.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The traps in each function of Tulu 3, with the verdicts of the same predicates in Python. {@code
 * ~} stands for a line break.
 */
class TuluFunctionsTest {
  private static boolean follows(String row, String text) {
    return Followed.by(text, InstructionReader.read(row), ConstraintReading.STRICT)
        .broken()
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '^',
      value = {
        "verify_keywords; \"keyword_list\": [\"c.t\"]; a cat; false",
        "verify_keywords; \"keyword_list\": [\"CAT\", \"dog\"]; concat Dogs; true",
        "verify_keyword_frequency; \"word\": \"Cat\", \"N\": 2; cat CAT cats; true",
        "verify_keyword_frequency; \"word\": \"cat\", \"N\": 1; cat-cat; false",
        "validate_forbidden_words; \"forbidden_words\": [\"cat\"]; concatenate; false",
        "verify_letter_frequency; \"letter\": \"a\", \"N\": 1; aA; true",
        "verify_paragraph_count; \"N\": 2; a~* * *~b; true",
        "verify_paragraph_count; \"N\": 2; a~***~b; false",
        "verify_paragraph_count; \"N\": 3; a~* * *~ ~* * *~b; false",
        "validate_word_constraint; \"N\": 25, \"quantifier\": \"around\"; a b c d e f g h i j k l m"
            + " n o p q r s t u v w; true",
        "validate_word_constraint; \"N\": 2, \"quantifier\": \"at most\"; don't stop now; false",
        "verify_sentence_constraint; \"N\": 3, \"quantifier\": \"at least\"; A b. C d? E!; true",
        "verify_sentence_constraint; \"N\": 1, \"quantifier\": \"at most\"; Mr. J.R. Smith; true",
        "verify_sentence_constraint; \"N\": 1, \"quantifier\": \"around\"; A. B. C.; false",
        "validate_paragraphs; \"N\": 2, \"i\": 2, \"first_word\": \"Well\"; a~~ Wellness; true",
        "validate_paragraphs; \"N\": 2, \"i\": 2, \"first_word\": \"Well\"; a~~ well; false",
        "verify_postscript; \"postscript_marker\": \"P.S.\"; a~P.S. b; true",
        "verify_postscript; \"postscript_marker\": \"P.S.\"; a~P.S. ; false",
        "validate_placeholders; \"N\": 1; [a~]; false",
        "verify_bullet_points; \"N\": 2; **a**~ - b; true",
        "validate_title; \"N\": null; <<>>; true",
        "validate_choice; \"options\": [\"A\", \"B\"]; An Apple; true",
        "validate_highlighted_sections; \"N\": 2; **a**; true",
        "validate_highlighted_sections; \"N\": 1; * a~* b; false",
        "validate_sections; \"N\": 2, \"section_splitter\": \"Day\"; day 1 a DAY2; true",
        "validate_sections; \"N\": 1, \"section_splitter\": \"D.y\"; Day 1; false",
        "validate_json_format; \"N\": null; ```json~{}~```; false",
        "validate_json_format; \"N\": null;  [1] ; true",
        "validate_repeat_prompt; \"original_prompt\": \"Say it\"; say it. Now; false",
        "validate_two_responses; \"N\": null; a******b******; false",
        "validate_two_responses; \"N\": null; a~******~a; false",
        "validate_uppercase; \"N\": null; 12 AB!; true",
        "validate_uppercase; \"N\": null; STRA\u00dfE; false",
        "validate_lowercase; \"N\": null; ab C; false",
        "validate_frequency_capital_words; \"N\": 2, \"quantifier\": \"at most\"; A AB Ab A1; true",
        "validate_end; \"end_phrase\": \"the end\"; This is the end.; false",
        "validate_quotation; \"N\": null; \"; true",
        "validate_no_commas; \"N\": null; a, b; false",
        "validate_response_language; \"language\": \"de\"; Das ist ein deutscher Text und kein"
            + " anderer.; true"
      })
  void functionsAreJudgedAsTheReferenceJudges(
      String name, String arguments, String text, boolean follows) {
    String row = "{\"func_name\": \"%s\", %s}".formatted(name, arguments);

    assertThat(follows(row, text.replace('~', '\n'))).isEqualTo(follows);
  }

  @Test
  void everyFunctionOfTheReferenceExists() {
    assertThat(new TreeSet<>(TuluFunctions.ALL.keySet())).hasSize(25);
  }

  @Test
  void functionsAreReadFromTheGroundTruthOfARow() {
    String row =
        "{\"dataset\": \"ifeval\", \"ground_truth\": \"{\\\"func_name\\\":"
            + " \\\"validate_no_commas\\\", \\\"N\\\": null}\"}";

    assertThat(InstructionReader.read(row))
        .extracting(Instruction::id)
        .isEqualTo(List.of("validate_no_commas"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '^',
      value = {
        "{\"func_name\": \"eval\"}; nor a function of Tulu 3",
        "{\"func_name\": \"verify_keywords\", \"keyword_list\": null}; 'keyword_list': is required",
        "{\"func_name\": \"validate_word_constraint\", \"N\": 3, \"quantifier\": \"less than\"};"
            + " 'quantifier'",
        "{\"func_name\": \"verify_letter_frequency\", \"N\": 3, \"letter\": \"ab\"}; 'letter'"
      })
  void functionsAreRefusedWithoutTheirArguments(String row, String why) {
    assertThatThrownBy(() -> InstructionReader.read(row))
        .isInstanceOf(BadConstraintException.class)
        .hasMessageContaining(why);
  }
}
