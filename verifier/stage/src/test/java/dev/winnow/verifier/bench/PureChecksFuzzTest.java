package dev.winnow.verifier.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.testing.Records;
import dev.winnow.schemas.testing.Seeds;
import dev.winnow.verifier.check.CheckContract;
import dev.winnow.verifier.check.Checks;
import dev.winnow.verifier.check.ResponseCheck;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Mutated references and responses of the checks that read structured references. {@code
 * -Dwinnow.fuzz=1000000} sets the number.
 */
class PureChecksFuzzTest {
  private static final int INPUTS = Integer.getInteger("winnow.fuzz", 6_000);
  private static final int WARM_UP = 2_000;

  private record Sample(ResponseCheck check, String reference, String response) {
    static Sample of(String type, String reference, String response) {
      return new Sample(Checks.compile(CheckContract.check(type)), reference, response);
    }
  }

  private static final String KWARGS =
      """
      {"min_words": 1, "max_words": 9, "N": 2, "small_n": 2, "percentage": 50,
       "reference_text": "The cat sat on the mat", "word": "cat", "keyword": "cat", "n": 1, "m": 2,
       "sep": "-", "options": "yes/no", "prompt_to_repeat": "Say the word twice", "n_start": 1,
       "n_end": 2, "keyword1": "a", "keyword2": "b", "keyword3": "c", "keyword4": "d",
       "keyword5": "e"}
      """;

  private static String ifbench(String... ids) {
    return Arrays.stream(ids)
        .map(id -> "{\"id\": \"%s\", \"kwargs\": %s}".formatted(id, KWARGS))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static Sample tulu(String function, String arguments) {
    return Sample.of(
        "constraints",
        "{\"func_name\": \"%s\", %s}".formatted(function, arguments),
        "Section 1: a *b* **c**.\n* * *\nSection 2? Mr. J.R. Tom [d]!");
  }

  private static final List<Sample> SAMPLES =
      List.of(
          Sample.of(
              "constraints",
              "[{\"id\": \"keywords:existence\", \"kwargs\": {\"keywords\": [\"ca(t|b)+s?\","
                  + " \"d.*g\"]}}, {\"id\": \"length_constraints:number_sentences\", \"kwargs\":"
                  + " {\"num_sentences\": 3, \"relation\": \"at least\"}}, {\"id\":"
                  + " \"change_case:capital_word_frequency\", \"kwargs\": {\"capital_frequency\":"
                  + " 3, \"capital_relation\": \"less than\"}}]",
              "The cat (Mr. Tom) sat. A dog's \"house\" fell! WHO CARES? <<title>>"),
          Sample.of(
              "constraints",
              "{\"instruction_id_list\": [\"language:response_language\","
                  + " \"detectable_format:multiple_sections\", \"detectable_format:json_format\"],"
                  + " \"kwargs\": [{\"language\": \"en\"}, {\"section_spliter\": \"Part\","
                  + " \"num_sections\": 2}, null]}",
              "Part 1\n* a **bold** [place] text\n***\nPart 2\n{\"a\": 1}\nP.S. bye"),
          Sample.of("choice", "B", "A) cat\nThe answer is **B**, not (C). \\boxed{B}"),
          Sample.of(
              "constraints",
              ifbench(
                  "count:word_count_range",
                  "count:unique_word_count",
                  "count:conjunctions",
                  "count:person_names",
                  "count:numbers",
                  "count:punctuation",
                  "count:words_japanese",
                  "count:pronouns",
                  "count:keywords_multiple",
                  "ratio:stop_words",
                  "ratio:sentence_type",
                  "ratio:sentence_balance",
                  "ratio:overlap",
                  "ratio:sentence_words"),
              "The cat sat. Did it, Emma? \"Go 'now'!\" level (a [b {c}]) 1,000\n* a\n - b"),
          Sample.of(
              "constraints",
              ifbench(
                  "words:alphabet",
                  "words:vowel",
                  "words:consonants",
                  "words:palindrome",
                  "words:prime_lengths",
                  "words:repeats",
                  "words:last_first",
                  "words:paragraph_last_first",
                  "words:no_consecutive",
                  "words:keywords_specific_position",
                  "words:words_position",
                  "sentence:alliteration_increment",
                  "sentence:keyword",
                  "sentence:increment"),
              "ID,Country,City,Year,Count\n"
                  + "1,\"a&b\",c,2,3\n"
                  + "Question 1: who?\n"
                  + "A) a\n"
                  + "B) b\n"
                  + "1796-04-12, \u65e5\u672c \ud83d\ude00"),
          Sample.of(
              "constraints",
              ifbench(
                  "format:parentheses",
                  "format:quotes",
                  "format:options",
                  "format:newline",
                  "format:emoji",
                  "format:line_indent",
                  "format:quote_unquote",
                  "format:list",
                  "format:thesis",
                  "format:sub-bullets",
                  "format:no_bullets_bullets",
                  "format:title_case",
                  "format:output_template",
                  "format:no_whitespace"),
              "The cat sat. Did it, Emma? \"Go 'now'!\" level (a [b {c}]) 1,000\n* a\n - b"),
          Sample.of(
              "constraints",
              ifbench(
                  "custom:multiples",
                  "custom:mcq_count_length",
                  "custom:reverse_newline",
                  "custom:word_reverse",
                  "custom:character_reverse",
                  "custom:sentence_alphabet",
                  "custom:european_capitals_sort",
                  "custom:csv_city",
                  "custom:csv_special_character",
                  "custom:csv_quotes",
                  "custom:date_format_list",
                  "repeat:repeat_change",
                  "repeat:repeat_simple",
                  "repeat:repeat_span"),
              "ID,Country,City,Year,Count\n"
                  + "1,\"a&b\",c,2,3\n"
                  + "Question 1: who?\n"
                  + "A) a\n"
                  + "B) b\n"
                  + "1796-04-12, \u65e5\u672c \ud83d\ude00"),
          tulu("verify_sentence_constraint", "\"N\": 2, \"quantifier\": \"around\""),
          tulu("validate_sections", "\"N\": 1, \"section_splitter\": \"Section\""),
          tulu("validate_highlighted_sections", "\"N\": 2"),
          tulu("verify_paragraph_count", "\"N\": 2"),
          Sample.of(
              "refusal",
              "",
              "I'm sorry, but as an AI I cannot help with that request. It is wrong."),
          Sample.of(
              "quality",
              "",
              "the same words again, the same words again; \u0443\u0432\u0435 \u6771\u4eac"),
          Sample.of(
              "optimization",
              "21",
              "Maximize\n"
                  + " 3 x + 2 y - z + 10\n"
                  + "Subject To\n"
                  + " c1: x + y <= 4\n"
                  + " x - z <= 3\n"
                  + "Bounds\n"
                  + " -2 <= z <= 5\n"
                  + "General\n"
                  + " x\n"
                  + "End"),
          Sample.of(
              "optimization",
              "10",
              "```json\n"
                  + "{\"sense\": \"min\", \"objective\": {\"a\": 3, \"b\": 4}, \"constraints\":"
                  + " [{\"terms\": {\"a\": 2, \"b\": 3}, \"relation\": \">=\", \"value\": 7}],"
                  + " \"variables\": {\"a\": {\"type\": \"integer\"}}}\n"
                  + "```"),
          Sample.of(
              "json_schema",
              "{\"type\": \"object\", \"properties\": {\"a\": {\"pattern\": \"^(x|y)*$\"}},"
                  + " \"allOf\": [{\"$ref\": \"#/$defs/b\"}], \"$defs\": {\"b\": {\"required\":"
                  + " [\"a\"], \"minProperties\": 1}}}",
              "```json\n{\"a\": \"xyx\", \"b\": [1, 2.5, null, {\"c\": true}]}\n```"),
          Sample.of(
              "tool_call",
              "[{\"name\": \"f\", \"arguments\": {\"x\": 1, \"y\": [\"a\"]}}, {\"name\": \"g\"}]",
              "<tool_call>{\"name\": \"f\", \"arguments\": {\"x\": 1, \"y\":"
                  + " [\"a\"]}}</tool_call>\n"
                  + "<tool_call>{\"name\": \"g\"}</tool_call>"));

  @Test
  void mutatedInputsNeverFail() {
    long seed = Seeds.next();
    Mutations mutations = new Mutations(seed);
    TreeMap<String, Integer> reasons = new TreeMap<>();
    SlowestInputs slowest = new SlowestInputs();
    for (int i = 0; i < INPUTS; i++) {
      Sample sample = SAMPLES.get(mutations.below(SAMPLES.size()));
      String reference =
          mutations.below(3) == 0 ? mutations.mutated(sample.reference()) : sample.reference();
      String response = mutations.mutated(sample.response());
      Prompt prompt = Prompt.newBuilder(Records.prompt("p")).setReference(reference).build();
      Runnable check =
          () -> reasons.merge(sample.check().check(prompt, response).reason(), 1, Integer::sum);
      double millis = SlowestInputs.millis(check);
      if (i >= WARM_UP) {
        String name = "%s: %s against %s".formatted(sample.check().version(), reference, response);
        slowest.add(name, millis, check);
      }
    }
    System.out.printf("seed %d, %d inputs, %s%n", seed, INPUTS, reasons);
    print(slowest);

    assertThat(reasons).as("seed %d", seed).doesNotContainKey("CHECK_FAILED").hasSizeGreaterThan(8);
  }

  private static void print(SlowestInputs slowest) {
    List<SlowestInputs.Measured> again = slowest.again();
    System.out.printf(
        "slowest %.1f ms; over %.0f ms: %d at the first measurement, %d of the slowest %d in each"
            + " of several%n",
        again.stream().mapToDouble(SlowestInputs.Measured::first).max().orElse(0),
        SlowestInputs.LIMIT_MILLIS,
        slowest.overLimit(),
        again.stream().filter(one -> one.again() > SlowestInputs.LIMIT_MILLIS).count(),
        again.size());
    again.stream()
        .limit(5)
        .forEach(
            one ->
                System.out.printf(
                    "%.1f ms, first %.1f ms: %s%n", one.again(), one.first(), one.name()));
  }
}
