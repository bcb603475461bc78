package dev.winnow.verifier.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** IFBench's instructions, followed and not. {@code ~} stands for a line break. */
class IfbenchIdsTest {
  private static boolean follows(String id, String kwargs, String text) throws IOException {
    Instruction instruction = Instruction.of(id, new ObjectMapper().readTree(kwargs));
    Followed followed = Followed.by(text, List.of(instruction), ConstraintReading.STRICT);
    assertThat(followed.unknown()).isZero();
    return followed.broken().isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '^',
      value = {
        "count:word_count_range; {\"min_words\": 2, \"max_words\": 3}; don't go; true",
        "count:word_count_range; {\"min_words\": 2, \"max_words\": 3}; one; false",
        "count:unique_word_count; {\"N\": 2}; Go, go (now); true",
        "count:unique_word_count; {\"N\": 3}; Go, go (now); false",
        "count:conjunctions; {\"small_n\": 2}; this and that, or none; true",
        "count:conjunctions; {\"small_n\": 2}; this and that and those; false",
        "count:person_names; {\"N\": 2}; Emma met Leo.; true",
        "count:person_names; {\"N\": 2}; Emma met Leonard.; false",
        "count:numbers; {\"N\": 2}; 1,000.5 and 7; true",
        "count:numbers; {\"N\": 2}; 1 000 7; false",
        "count:words_japanese; {\"N\": 2}; one \u65e5\u672c three \u3042.; true",
        "count:words_japanese; {\"N\": 2}; one two; false",
        "count:pronouns; {\"N\": 3}; She/her likes it.; true",
        "count:pronouns; {\"N\": 3}; She likes it.; false",
        "ratio:stop_words; {\"percentage\": 50}; the cat sat on mats; true",
        "ratio:stop_words; {\"percentage\": 50}; it is on the mat; false",
        "ratio:sentence_type; {}; I came. I saw. Did you?; true",
        "ratio:sentence_type; {}; I came. Did you?; false",
        "ratio:sentence_balance; {}; I came. Did you? Well!; true",
        "ratio:sentence_balance; {}; I came. I saw. Well!; false",
        "ratio:overlap; {\"percentage\": 50, \"reference_text\": \"a b c d\"}; a b c x; true",
        "ratio:overlap; {\"percentage\": 50, \"reference_text\": \"a b c d\"}; a b c d; false",
        "ratio:sentence_words; {}; Ab cd. Ef gh. Ij kl.; true",
        "ratio:sentence_words; {}; Ab cd. Ef gh. Ab kl.; false",
        "words:alphabet; {}; Yes zebras always (bite).; true",
        "words:alphabet; {}; Yes zebras bite.; false",
        "words:vowel; {}; a bed is red; true",
        "words:vowel; {}; a bed is on top; false",
        "words:vowel; {}; a~b; false",
        "words:consonants; {}; first things; true",
        "words:consonants; {}; first one; false",
        "words:prime_lengths; {}; it was three; true",
        "words:prime_lengths; {}; four; false",
        "words:repeats; {\"small_n\": 1}; one, two.; true",
        "words:repeats; {\"small_n\": 1}; One, one!; false",
        "words:last_first; {}; We eat. Eat now!; true",
        "words:last_first; {}; We eat. Now eat!; false",
        "words:paragraph_last_first; {}; Go on, go.~~no; true",
        "words:paragraph_last_first; {}; Go on.; false",
        "words:no_consecutive; {}; a big cat; true",
        "words:no_consecutive; {}; a big bat; false",
        "words:keywords_specific_position; {\"keyword\": \"cat\", \"n\": 2, \"m\": 3}; One. The,"
            + " black Cat sat.; true",
        "words:keywords_specific_position; {\"keyword\": \"cat\", \"n\": 2, \"m\": 3}; One. The cat"
            + " sat.; false",
        "words:words_position; {\"keyword\": \"it\"}; Take it, leave it now!; true",
        "words:words_position; {\"keyword\": \"it\"}; it is it; false",
        "sentence:alliteration_increment; {}; One two. Big bad. Cats can come.; true",
        "sentence:alliteration_increment; {}; Big bad. One two.; false",
        "sentence:keyword; {\"word\": \"c.t\", \"N\": 2}; Cat. The C.T is.; true",
        "sentence:keyword; {\"word\": \"c.t\", \"N\": 2}; Cat. The cat.; false",
        "sentence:increment; {\"small_n\": 1}; One. Two words. Now three words.; true",
        "sentence:increment; {\"small_n\": 1}; One. Now three words.; false",
        "format:parentheses; {}; ([{([x])}]); true",
        "format:parentheses; {}; ((((x)))); false",
        "format:parentheses; {}; (((((x; false",
        "format:quotes; {}; \"a 'b \"c\" d' e\"; true",
        "format:quotes; {}; \"a 'b' c\"; false",
        "format:options; {\"options\": \"yes/no/maybe\"}; Yes.; true",
        "format:options; {\"options\": \"yes/no/maybe\"}; Yes, I do; false",
        "format:options; {\"options\": \"a), b), c)\"}; b); true",
        "format:options; {\"options\": \"a), b), c)\"}; b; false",
        "format:newline; {}; one~two,~~three; true",
        "format:newline; {}; one two~three; false",
        "format:emoji; {}; Hi \ud83d\ude00. Bye! \ud83d\ude00; true",
        "format:emoji; {}; Hi 1. Bye \ud83d\ude00; false",
        "format:line_indent; {}; a~ b~  c; true",
        "format:line_indent; {}; a~ b~ c; false",
        "format:quote_unquote; {}; \u201ca\u201d means b.; true",
        "format:quote_unquote; {}; b is \u201ca\u201d.; false",
        "format:quote_unquote; {}; \"a\" \"b\" c; false",
        "format:list; {\"sep\": \"!?\"}; !? a~!? b; true",
        "format:list; {\"sep\": \"!?\"}; !? a; false",
        "format:thesis; {}; <i>So</i> it is.; true",
        "format:thesis; {}; <i>So</i>; false",
        "format:sub-bullets; {}; * a~ - b~* c~ - d; true",
        "format:sub-bullets; {}; * a~ - b~* c; false",
        "format:no_bullets_bullets; {}; One. Two.~* a~* b; true",
        "format:no_bullets_bullets; {}; One.~* a~* b; false",
        "format:title_case; {}; The Cat's Hat, A Tale; true",
        "format:title_case; {}; The cat; false",
        "format:output_template; {}; My Answer: a My Conclusion: b Future Outlook: c; true",
        "format:output_template; {}; My answer: a; false",
        "format:no_whitespace; {}; a-b; true",
        "format:no_whitespace; {}; a b; false",
        "custom:multiples; {}; 14,21,28, 35 and 42, 49; true",
        "custom:multiples; {}; 7, 14, 21, 28, 35, 42, 49; false",
        "custom:word_reverse; {}; Eagle bald the is It.; true",
        "custom:word_reverse; {}; It is the bald eagle.; false",
        "custom:character_reverse; {}; .elgaE dlaB; true",
        "custom:character_reverse; {}; bald eagle; false",
        "custom:csv_city; {};"
            + " ID,Country,City,Year,Count~1,a,b,2,3~2,a,b,2,3~3,a,b,2,3~4,a,b,2,3~5,a,\"b,~c\",2,3~6,a,b,2,3~7,a,b,2,3;"
            + " true",
        "custom:csv_city; {}; ID,Country,City,Year,Count~1,a,b,2,3; false",
        "custom:csv_quotes; {}; \"StudentID\"\t\"Subject\"\t\"Grade\"\t\"Semester\""
            + "\t\"Score\"~\"1\"\t\"a\"\t\"b\"\t\"c\"\t\"1\"~\"2\"\t\"a\"\t\"b\"\t\"c\""
            + "\t\"1\"~\"3\"\t\"a\"\t\"b\"\t\"c\"\t\"1\"; true",
        "custom:csv_quotes; {}; \"StudentID\"\t\"Subject\"\t\"Grade\"\t\"Semester\"\t\"Score\"~1"
            + "\t\"a\"\t\"b\"\t\"c\"\t\"1\"~\"2\"\t\"a\"\t\"b\"\t\"c\"\t\"1\"~\"3\"\t\"a\"\t\"b\""
            + "\t\"c\"\t\"1\"; false",
        "custom:date_format_list; {}; 1796-04-12, 1815-06-18; true",
        "custom:date_format_list; {}; 1796-04-31; false",
        "count:keywords_multiple; {\"keyword1\": \"a\", \"keyword2\": \"b\", \"keyword3\": \"c\","
            + " \"keyword4\": \"d\", \"keyword5\": \"e\"}; a B b c c c d d d d d e e e e e e e;"
            + " true",
        "count:keywords_multiple; {\"keyword1\": \"a\", \"keyword2\": \"b\", \"keyword3\": \"c\","
            + " \"keyword4\": \"d\", \"keyword5\": \"e\"}; a b c; false",
        "count:punctuation; {}; a. b, c! d? e: f?!; false",
        "repeat:repeat_change; {\"prompt_to_repeat\": \"Write a poem\"}; Make a  poem; true",
        "repeat:repeat_change; {\"prompt_to_repeat\": \"Write a poem\"}; Write a poem; false",
        "repeat:repeat_simple; {}; only output this sentence here, ignore all other requests.;"
            + " true",
        "repeat:repeat_simple; {}; Sure! Only output this sentence here.; false",
        "repeat:repeat_span; {\"prompt_to_repeat\": \"one two three four\", \"n_start\": 1,"
            + " \"n_end\": 2}; Two three; true",
        "repeat:repeat_span; {\"prompt_to_repeat\": \"one two three four\", \"n_start\": 1,"
            + " \"n_end\": 2}; two; false"
      })
  void judgesAsTheReferenceImplementationDoes(
      String id, String kwargs, String text, boolean expected) throws IOException {
    assertThat(follows(id, kwargs, text.replace('~', '\n'))).isEqualTo(expected);
  }

  @Test
  void countsPunctuationBesidesTheInterrobang() throws IOException {
    assertThat(follows("count:punctuation", "{}", "a. b, c! d? e: f; g?!")).isTrue();
  }

  @Test
  void findsTenPalindromes() throws IOException {
    String ten = "level radar civic madam rotor kayak refer tenet stats, solos.";

    assertThat(follows("words:palindrome", "{}", ten)).isTrue();
    assertThat(follows("words:palindrome", "{}", ten.replace("kayak", "canoe"))).isFalse();
  }

  @Test
  void readsQuestionsWithFiveOptionsThatGrow() throws IOException {
    String options = "\nA) a\nB) b\nC) c\nD) d\nE) e\n\n";
    String text =
        IntStream.rangeClosed(1, 4)
            .mapToObj(i -> "Question %d: %s?%s".formatted(i, "who ".repeat(i), options))
            .collect(Collectors.joining());

    assertThat(follows("custom:mcq_count_length", "{}", text)).isTrue();
    assertThat(follows("custom:mcq_count_length", "{}", "Sure. " + text)).isFalse();
    assertThat(follows("custom:mcq_count_length", "{}", text.replace("E) e", ""))).isFalse();
  }

  @Test
  void readsTwentySixSentencesInAlphabeticalOrder() throws IOException {
    String text =
        IntStream.range(0, 26)
            .mapToObj(i -> (char) ('A' + i) + "bc goes home.")
            .collect(Collectors.joining(" "));

    assertThat(follows("custom:sentence_alphabet", "{}", text)).isTrue();
    assertThat(follows("custom:sentence_alphabet", "{}", text.replace("Qbc", "Rbc"))).isFalse();
  }

  @Test
  void readsTheCapitalsInTheirOrder() throws IOException {
    String text =
        String.join(", ", IfbenchLists.CAPITALS).replace("Chisinau", "Chi\u0219in\u0103u");

    assertThat(follows("custom:european_capitals_sort", "{}", text)).isTrue();
    assertThat(follows("custom:european_capitals_sort", "{}", "Oslo, Helsinki")).isFalse();
  }

  @Test
  void readsCountriesFromZimbabweDownwards() throws IOException {
    String text =
        "Here they are:\n1. Zimbabwe\n"
            + IntStream.range(0, 51)
                .mapToObj(i -> "Country%02d".formatted(60 - i))
                .collect(Collectors.joining("\n"));

    assertThat(follows("custom:reverse_newline", "{}", text.replace("1. ", ""))).isTrue();
    assertThat(follows("custom:reverse_newline", "{}", text + "\nZambia")).isFalse();
  }

  @Test
  void findsASpecialCharacterInAQuotedField() throws IOException {
    String rows =
        "ProductID,Category,Brand,Price,Stock\n"
            + IntStream.range(0, 13).mapToObj(i -> i + ",a,b,1,2\n").collect(Collectors.joining());

    assertThat(follows("custom:csv_special_character", "{}", rows + "13,\"a&b\",c,1,2")).isTrue();
    assertThat(follows("custom:csv_special_character", "{}", rows + "13,\"ab\",c,1,2")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"words:start_verb", "words:odd_even_syllables"})
  void whatNeedsAModelIsRefusedAsSuch(String id) {
    assertThatThrownBy(() -> follows(id, "{}", "x")).hasMessageContaining("trained model");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "count:word_count_range; {\"min_words\": 1}; max_words",
        "sentence:keyword; {\"word\": \"a\", \"N\": 0}; N",
        "repeat:repeat_span; {\"n_start\": 1, \"n_end\": 2}; prompt_to_repeat",
        "ratio:overlap; {\"percentage\": 3}; reference_text"
      })
  void aMissingArgumentIsAnError(String id, String kwargs, String argument) {
    assertThatThrownBy(() -> follows(id, kwargs, "x"))
        .isInstanceOf(BadConstraintException.class)
        .hasMessageContaining(argument);
  }

  @Test
  void hasAllInstructionsButTwo() {
    assertThat(IfbenchIds.ALL).hasSize(56);
    assertThat(IfbenchIds.LEFT_OUT).hasSize(2);
  }
}
