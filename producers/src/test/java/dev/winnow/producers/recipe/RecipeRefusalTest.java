package dev.winnow.producers.recipe;

import static dev.winnow.producers.recipe.RecipeTexts.FULL;
import static dev.winnow.producers.recipe.RecipeTexts.NOW;
import static dev.winnow.producers.recipe.RecipeTexts.SMALL;
import static dev.winnow.producers.recipe.RecipeTexts.parse;
import static dev.winnow.producers.recipe.RecipeTexts.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.winnow.producers.testing.TestVerification;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is no recipe is refused with the place and the reason. */
class RecipeRefusalTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{strategy: uniform, max_candidates: 64}                        | allocation.accepted",
        "{strategy: uniform, accepted: 4, max_candidates: 64, probe: 8} | allocation.probe",
        "{strategy: typed, share: -0.1}                                 | allocation.share",
        "{strategy: typed, share: '0.1'}                                | allocation.share",
        "{strategy: typed, share: .nan}                                 | allocation.share",
        "{strategy: typed, flag: yes please}                            | allocation.flag",
        "{strategy: typed, colour: green}                               | allocation.colour",
        "{strategy: typed, label: 7}                                    | allocation.label",
        "{strategy: typed, label: {a: b}}                               | allocation.label",
        "{strategy: typed, steps: 7}                                    | allocation.steps",
        "{strategy: typed, steps: [1, two]}                             | allocation.steps",
        "{strategy: typed, steps: [1, [2]]}                             | allocation.steps",
      })
  void anAllocationThatItsStrategyCannotHaveIsRefusedByField(String allocation, String field) {
    assertThat(refusal(SMALL.replace("{strategy: fixed, candidates: 8}", allocation)).problems())
        .extracting(RecipeProblem::field)
        .contains(field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "pool: big                    | pool: no spaces         | 3  | pool | use 1 to 100 letters",
        "name: full                   | name: 7                 | 1  | name | want text, not a"
            + " number",
        "name: full                   | title: full             | 1  | name | is missing; write for"
            + " example name: gsm8k",
        "pool: big                    | pol: big                | 3  | pol  | unknown field; known"
            + " are name",
        "  temperature: 0.7           | '  temperature: 2.5'    | 5  | sampling.temperature | want"
            + " 0 to 2, not 2.5",
        "  temperature: 0.7           | '  temperature: hot'    | 5  | sampling.temperature | want"
            + " a number, not text",
        "  temperature: 0.7           | '  temperature: .nan'   | 5  | sampling.temperature | want",
        "  top_p: 0.95                | '  top_p: 0'            | 6  | sampling.top_p | want above"
            + " 0, at most 1, not 0.0",
        "  top_p: 0.95                | '  topP: 0.5'           | 6  | sampling.topP | unknown"
            + " field; known are temperature",
        "  top_k: 40                  | '  top_k: 1.5'          | 7  | sampling.top_k | want a"
            + " whole number, not 1.5",
        "  top_k: 40                  | '  top_k: 9999999999'   | 7  | sampling.top_k | 9999999999"
            + " is out of range",
        "  max_tokens: 256            | '  max_tokens: 0'       | 8  | sampling.max_tokens | want 1"
            + " to 1048576, not 0",
        "  max_tokens: 256            | '  max_tokens: 0x1F'    | 8  | sampling.max_tokens | want a"
            + " whole number",
        "  type: math                 | '  typ: math'           | 11 | check.type | is missing;"
            + " write for example type: math",
        "  type: math                 | '  type: ` `'           | 11 | check.type | must not be"
            + " blank",
        "  unit: cm                   | '  unit: [cm]'          | 14 | check.unit | want text,"
            + " not a list",
        "  strategy: uniform          | '  strategy: best'      | 16 | allocation.strategy | there"
            + " is no allocation strategy 'best'; use one of [fixed, typed, uniform]",
        "  accepted: 4                | '  accepted: 0'         | 17 | allocation.accepted | want 1"
            + " to 100000, not 0",
        "  accepted: 4                | '  candidates: 4'       | 16 | allocation.accepted | is"
            + " missing",
        "  max_candidates: 64             | '  max_candidates: 3'       | 18 |"
            + " allocation.max_candidates | want 4 to 100000, not 3",
        "  max_round: 16              | '  max_round: 2000'     | 19 | allocation.max_round | want"
            + " 1 to 1024, not 2000",
        "seed: 9223372036854775807    | seed: 9223372036854775808 | 20 | seed |"
            + " 9223372036854775808 is out of range",
        "seed: 9223372036854775807    | seed: 1e999999999       | 20 | seed | 1e999999999 is out of"
            + " range",
        "seed: 9223372036854775807    | seed:                   | 20 | seed | has no value; give"
            + " one, or leave the field out",
        "seed: 9223372036854775807    | '<<: *seeds'            | 20 | << | anchors and aliases are"
            + " not supported",
        "reissue_after: 90s           | reissue_after: soon     | 21 | reissue_after | want a"
            + " duration of 1s to 7d",
        "reissue_after: 90s           | reissue_after: 500ms    | 21 | reissue_after | want a"
            + " duration of 1s to 7d",
        "reissue_after: 90s           | reissue_after: PT99999999999999999S | 21 | reissue_after |"
            + " want a duration",
        "max_reissues: 5              | max_reissues: -1        | 22 | max_reissues | want 0 to"
            + " 100, not -1",
        "max_reissues: 5              | seed: 1                 | 22 | seed | is given twice; keep"
            + " one",
        "priority: 3                  | priority: 0             | 23 | priority | want 1 to 100,"
            + " not 0",
        "priority: 3                  | priority: 101           | 23 | priority | want 1 to 100,"
            + " not 101",
        "  candidates: 100000         | '  candidates: 0'       | 25 | budget.candidates | want 1"
            + " to 1000000000000000, not 0",
        "  candidates: 100000         | '  candidates: many'    | 25 | budget.candidates | want a"
            + " whole number, not text",
        "  candidates: 100000         | '  prompts: 9'          | 25 | budget.prompts | unknown"
            + " field; known are candidates, tokens",
        "  tokens: 50_000_000         | '  tokens: 255'         | 26 | budget.tokens | want 256 to"
            + " 1000000000000000, not 255",
        "  tokens: 50_000_000         | '  tokens: 1e-1'        | 26 | budget.tokens | want a whole"
            + " number, not 1e-1",
        "  candidates_per_hour: 5000  | '  candidates_per_hour: -1' | 27 |"
            + " budget.candidates_per_hour | want 1 to",
        "  tokens_per_hour: 2500000   | '  tokens_per_hour: 10' | 28 | budget.tokens_per_hour |"
            + " want 256 to",
        "retention: 12h               | retention: 9m           | 29 | retention | want a duration"
            + " of 10m to 3650d",
        "retention: 12h               | retention: 3651d        | 29 | retention | want a duration"
            + " of 10m to 3650d",
        "retention: 12h               | retention: 999999999d   | 29 | retention | want a duration"
            + " of 10m to 3650d",
        "retention: 12h               | retention: 30           | 29 | retention | want text, not a"
            + " number",
        "max_reissues: 5              | max_reissues: *five     | 22 | max_reissues | anchors and"
            + " aliases are not supported",
      })
  void whatCannotBeIsRefusedWithItsLineAndField(
      String right, String wrong, int line, String field, String message) {
    String old =
        FULL.lines().filter(l -> l.strip().equals(right.strip())).findFirst().orElseThrow();
    String text = FULL.replace(old, wrong.replaceAll("^'|'$", "").replace("` `", "' '"));

    RecipeException refused = refusal(text);

    assertThat(refused.problems())
        .anySatisfy(
            problem -> {
              assertThat(problem.field()).isEqualTo(field);
              assertThat(problem.message()).contains(message);
              assertThat(problem.line()).isEqualTo(line);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pool: &a big;description: *a                    | description",
        "seed:;description:;budget: ~;priority: 0        | seed, description, budget, priority",
        "sampling: {temperature: 9, top_k: , stop: ['']} | sampling.temperature, sampling.top_k,"
            + " sampling.stop",
        "seed: *seed                                     | seed",
      })
  void aFieldHasOneProblemAtATime(String lines, String fields) {
    assertThat(refusal(SMALL + lines.replace(';', '\n')).problems())
        .extracting(RecipeProblem::field)
        .containsExactly(fields.split(", "));
  }

  @Test
  void numbersOutOfRangeAreToldBesideAMissingOption() {
    String recipe =
        SMALL.replace("{strategy: fixed, candidates: 8}", "{strategy: uniform, accepted: 0}");

    assertThat(refusal(recipe).problems())
        .extracting(RecipeProblem::field)
        .containsExactlyInAnyOrder("allocation.max_candidates", "allocation.accepted");
  }

  @Test
  void theMessageStartsWithFileLineAndColumn() {
    assertThat(refusal(SMALL + "seed: none"))
        .hasMessage("recipe.yaml:4:7: seed: want a whole number, not text");
  }

  @Test
  void severalProblemsAreToldAtOnceInTheOrderOfTheFile() {
    RecipeException refused =
        refusal(
            """
            name: "?"
            colour: blue
            sampling: {temperature: 9}
            allocation: {strategy: fixed, candidates: 0}
            """);

    assertThat(refused.problems())
        .extracting(RecipeProblem::field)
        .containsExactlyInAnyOrder(
            "check", "name", "colour", "sampling.temperature", "allocation.candidates");
    assertThat(refused.problems())
        .isSortedAccordingTo((a, b) -> Integer.compare(a.line(), b.line()));
  }

  @Test
  void problemsOfChecksAreToldByOptionWithAllOthers() {
    String allocation = "allocation: {strategy: fixed, candidates: 0}";

    assertThat(
            refusal(
                """
                name: checks
                verify:
                  checks:
                    - {type: math, tolerance: 2, strict: yes please, digits: "3"}
                    - {type: parts}
                    - {type: parts, text: wrong}
                    - {type: needs_reference, unit: cm}
                    - {type: nonsense, unit: cm}
                    - {type: math, identical: accept}
                allocation: {strategy: fixed, candidates: 0}
                """))
        .hasMessageContainingAll(
            "recipe.yaml:4:31: verify.checks[0].tolerance: want 0 to 1, not 2.0",
            "recipe.yaml:4:42: verify.checks[0].strict: want true or false, not text",
            "recipe.yaml:4:62: verify.checks[0].digits: want a whole number, not text",
            "recipe.yaml:5:7: verify.checks[1].text: is missing; write for example text: a",
            "recipe.yaml:6:27: verify.checks[2].text[1].part: want another part",
            "recipe.yaml:7:37: verify.checks[3].unit: unknown field",
            "recipe.yaml:8:14: verify.checks[4].type: there is no check 'nonsense'; use one of"
                + " [math, needs_reference, parts]",
            "recipe.yaml:9:31: verify.checks[5].identical: unknown field",
            "recipe.yaml:10:43: allocation.candidates: want 1 to 100000, not 0");
    assertThat(refusal("name: short\ncheck: {type: math, digits: 0}\n" + allocation))
        .hasMessageContainingAll(
            "recipe.yaml:2:29: check.digits: want 1 to 9, not 0",
            "recipe.yaml:3:43: allocation.candidates: want 1 to 100000, not 0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | want an object with name, check and allocation",
        "7 | want an object with name, check and allocation",
        "[a, b] | want an object with name, check and allocation",
        "{'name': 'x' | not JSON",
        "name: 'x | not YAML",
      })
  void whatIsNoRecipeAtAllIsRefused(String text, String message) {
    assertThatThrownBy(() -> parse(text.replace('\'', '"'))).hasMessageContaining(message);
  }

  @Test
  void aSecondDocumentIsRefused() {
    assertThatThrownBy(() -> parse(SMALL + "---\n" + SMALL))
        .hasMessageContaining("a second document follows");
  }

  @Test
  void hostileYamlStaysSmall() {
    String aliases = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n";

    assertThatThrownBy(() -> parse(aliases)).hasMessageContaining("anchors and aliases");
    assertThatThrownBy(() -> parse("a: " + "[".repeat(5_000))).isInstanceOf(RecipeException.class);
    assertThatThrownBy(() -> parse("a: !!javax.script.ScriptEngineManager {}"))
        .isInstanceOf(RecipeException.class);
    assertThatThrownBy(() -> parse("#".repeat(RecipeFile.MAX_BYTES + 1)))
        .hasMessageContaining("larger than 262144 bytes");
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    byte[] bytes = "name: \u00e4".getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> RecipeFile.parse("recipe.yaml", bytes, TestVerification.CATALOG, NOW))
        .hasMessage("recipe.yaml:1:1: not UTF-8; save the file as UTF-8");
  }

  @Property
  void arbitraryTextGivesARecipeOrAReason(@ForAll("texts") String text) {
    RecipeException refused = catchThrowableOfType(RecipeException.class, () -> parse(text));

    assertThat(refused == null || !String.valueOf(refused.getMessage()).isBlank()).isTrue();
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> pieces =
        Arbitraries.oneOf(
            Arbitraries.of(
                "name: x\n",
                "check: {type: math}\n",
                "allocation:",
                "  strategy: fixed\n",
                "{",
                "}",
                "[",
                "]",
                "\"",
                ":",
                " ",
                "\n",
                "- ",
                "&a ",
                "*a",
                "!!int ",
                "0x",
                ".inf",
                "? ",
                "| ",
                "---\n",
                "\t",
                "\u0000",
                "\uD800",
                "\\uD800",
                "1:30",
                "1_0",
                "~",
                "seed: ",
                "sampling: ",
                "top_p: "),
            Arbitraries.strings().ofMaxLength(3));
    return pieces.list().ofMaxSize(12).map(list -> String.join("", list));
  }

  @Test
  void anEntryOfAListIsNamedByItsOwnNumber() {
    String recipe =
        """
        name: small
        verify: {checks: [{type: math}, math, null, {type: mth}]}
        allocation: {strategy: fixed, candidates: 8}
        """;

    assertThat(refusal(recipe).problems())
        .extracting(RecipeProblem::field)
        .containsExactly("verify.checks[1]", "verify.checks[2]", "verify.checks[3].type");
  }
}
