package dev.winnow.verifier.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The traps in each instruction. {@code ~} stands for a line break. */
class ConstraintIdsTest {
  private static boolean follows(String id, String kwargs, String text) throws IOException {
    Instruction instruction = Instruction.of(id, new ObjectMapper().readTree(kwargs));
    return Followed.by(text, List.of(instruction), ConstraintReading.STRICT).broken().isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '^',
      value = {
        "keywords:existence; {\"keywords\": [\"CATS?\", \"dog\"]}; a cat and a Dog; true",
        "keywords:existence; {\"keywords\": [\"cat\", \"dog\"]}; a cat; false",
        "keywords:frequency; {\"keyword\": \" cat \", \"frequency\": 2, \"relation\": \"at"
            + " least\"}; concatenated Cat; true",
        "keywords:frequency; {\"keyword\": \"cat\", \"frequency\": 2, \"relation\": \"less than\"};"
            + " cat cat; false",
        "keywords:forbidden_words; {\"forbidden_words\": [\"cat\"]}; concatenate caté cat_; true",
        "keywords:forbidden_words; {\"forbidden_words\": [\"cat\"]}; a CAT.; false",
        "keywords:letter_frequency; {\"letter\": \"A\", \"let_frequency\": 3, \"let_relation\":"
            + " \"at least\"}; aA á a; true",
        "keywords:letter_frequency; {\"letter\": \"a\", \"let_frequency\": 2, \"let_relation\":"
            + " \"less than\"}; aA; false",
        "length_constraints:number_words; {\"num_words\": 3, \"relation\": \"at least\"}; don't"
            + " stop; true",
        "length_constraints:number_words; {\"num_words\": 3, \"relation\": \"less than\"}; don't"
            + " stop; false",
        "length_constraints:number_paragraphs; {\"num_paragraphs\": 2}; ***~a~***~b***; true",
        "length_constraints:number_paragraphs; {\"num_paragraphs\": 2}; a~***~ ~***~b; false",
        "length_constraints:nth_paragraph_first_word; {\"num_paragraphs\": 2, \"nth_paragraph\": 2,"
            + " \"first_word\": \"Well\"}; a~~'\"well, b; true",
        "length_constraints:nth_paragraph_first_word; {\"num_paragraphs\": 2, \"nth_paragraph\": 2,"
            + " \"first_word\": \"well\"}; a~~~~well; false",
        "length_constraints:number_sentences; {\"num_sentences\": 2, \"relation\": \"less than\"};"
            + " Mr. J. Smith paid $3.50 to Dr. Watson; true",
        "length_constraints:number_sentences; {\"num_sentences\": 3, \"relation\": \"at least\"};"
            + " \"go!\" he said. no way? fine.; true",
        "detectable_content:number_placeholders; {\"num_placeholders\": 2}; [a] [b]]; true",
        "detectable_content:number_placeholders; {\"num_placeholders\": 1}; [a~]; false",
        "detectable_content:postscript; {\"postscript_marker\": \"P.S.\"}; Text p. s. more; true",
        "detectable_content:postscript; {\"postscript_marker\": \"P.P.S\"}; P.S. more; false",
        "detectable_format:number_bullet_lists; {\"num_bullets\": 2}; * a~ - b; true",
        "detectable_format:number_bullet_lists; {\"num_bullets\": 1}; **a**~a * b; false",
        "detectable_format:number_highlighted_sections; {\"num_highlights\": 2}; *a* **b**; true",
        "detectable_format:number_highlighted_sections; {\"num_highlights\": 1}; * a~* b; false",
        "detectable_format:multiple_sections; {\"section_spliter\": \"Day\", \"num_sections\": 2};"
            + " Day 1 a Day2 b; true",
        "detectable_format:multiple_sections; {\"section_spliter\": \"Day\", \"num_sections\": 2};"
            + " Day one day 2; false",
        "detectable_format:constrained_response; {}; So. My answer is maybe.; true",
        "detectable_format:constrained_response; {}; my answer is yes.; false",
        "detectable_format:json_format; {}; ```json~{\"a\": [NaN, -Infinity, 1e3]}~```; true",
        "detectable_format:json_format; {}; {\"a\": 1} {}; false",
        "detectable_format:json_format; {}; {\"a\": -INF}; false",
        "detectable_format:title; {}; <<a title>> text; true",
        "detectable_format:title; {}; << >> text; false",
        "combination:two_responses; {}; a******b; true",
        "combination:two_responses; {}; a~******~ a; false",
        "combination:repeat_prompt; {\"prompt_to_repeat\": \" Say it \"}; say it. Now; true",
        "combination:repeat_prompt; {\"prompt_to_repeat\": \"Say it\"}; I say it; false",
        "startend:end_checker; {\"end_phrase\": \"The End\"}; So \"it is the end\"; true",
        "startend:end_checker; {\"end_phrase\": \"The End\"}; the end.; false",
        "startend:quotation; {}; \"a\"; true",
        "startend:quotation; {}; \"; false",
        "change_case:capital_word_frequency; {\"capital_frequency\": 3, \"capital_relation\": \"at"
            + " least\"}; I'M HERE; true",
        "change_case:capital_word_frequency; {\"capital_frequency\": 1, \"capital_relation\": \"at"
            + " least\"}; AAa Bb 12; false",
        "change_case:english_capital; {}; THIS IS ENGLISH.; true",
        "change_case:english_capital; {}; THIS IS not; false",
        "change_case:english_lowercase; {}; this is plain english text for you.; true",
        "change_case:english_lowercase; {}; dies ist ein deutscher text und kein anderer.; false",
        "language:response_language; {\"language\": \"de\"}; Dies ist ein deutscher Text und kein"
            + " anderer.; true",
        "language:response_language; {\"language\": \"de\"}; This is plain English text and nothing"
            + " else.; false",
        "language:response_language; {\"language\": \"de\"}; 123 456; true",
        "punctuation:no_comma; {}; a، b; true",
        "punctuation:no_comma; {}; a, b; false"
      })
  void constraintsAreJudgedAsTheReferenceJudges(
      String id, String kwargs, String text, boolean follows) throws IOException {
    assertThat(follows(id, kwargs, text.replace('~', '\n'))).isEqualTo(follows);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '^',
      value = {
        "keywords:existence; {}; 'keywords': is required",
        "keywords:existence; {\"keywords\": null}; 'keywords': is required",
        "keywords:existence; {\"keywords\": []}; want a list of 1 to 100 texts",
        "keywords:existence; {\"keywords\": [\"(\"]}; cannot be read",
        "keywords:existence; {\"keywords\": [\"((){9999}){9999}\"]}; multiply to more than 10000",
        "length_constraints:number_words; {\"num_words\": 3}; 'relation': is required",
        "length_constraints:number_words; {\"num_words\": 3, \"relation\": \"at most\"}; want 'less"
            + " than' or 'at least'",
        "length_constraints:number_words; {\"num_words\": -1, \"relation\": \"at least\"}; want a"
            + " whole number of at least 0",
        "length_constraints:number_words; {\"num_words\": 1.5, \"relation\": \"at least\"}; want a"
            + " whole number of at least 0",
        "keywords:letter_frequency; {\"letter\": \"ab\", \"let_frequency\": 3, \"let_relation\":"
            + " \"at least\"}; want one letter",
        "language:response_language; {\"language\": \"xx\"}; want one of [af",
        "count:no_such; {}; is neither an instruction of IFEval or IFBench nor a function of Tulu"
            + " 3",
      })
  void constraintsAreRefusedWithTheArgumentThatIsWrong(String id, String kwargs, String message) {
    assertThatThrownBy(() -> follows(id, kwargs, "text"))
        .isInstanceOf(BadConstraintException.class)
        .hasMessageContaining("instruction '" + id + "'")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(a+)+b", "(a|aa)+$b", "(.*a){20}b", "(a*)*\\\\1b"})
  void hostileKeywordsEndWithoutADecision(String keyword) throws IOException {
    Instruction hostile =
        Instruction.of(
            "keywords:existence",
            new ObjectMapper().readTree("{\"keywords\": [\"%s\"]}".formatted(keyword)));

    Followed followed = Followed.by("a".repeat(5_000), List.of(hostile), ConstraintReading.LOOSE);

    assertThat(followed.unknown() + followed.broken().size()).isEqualTo(1);
  }

  @Test
  void keepsTheWorkOnALongTextWithoutSeparatorsSmall() throws IOException {
    for (String unit : List.of("a", "a@", ".", "\n", "*", "[", "<", "A. ", "''", "http://")) {
      String text = unit.repeat(100_000 / unit.length());

      assertThat(follows("language:response_language", "{\"language\": \"de\"}", text))
          .isIn(true, false);
      assertThat(
              follows(
                  "change_case:capital_word_frequency",
                  "{\"capital_frequency\": 1, \"capital_relation\": \"less than\"}",
                  text))
          .isIn(true, false);
    }
  }
}
