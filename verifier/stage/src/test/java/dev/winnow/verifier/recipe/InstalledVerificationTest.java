package dev.winnow.verifier.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.schemas.Check;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.rules.ScorerCatalog;
import dev.winnow.schemas.rules.VerificationCatalog;
import dev.winnow.schemas.rules.Violation;
import dev.winnow.schemas.testing.Records;
import dev.winnow.schemas.testing.Repository;
import dev.winnow.verifier.check.CheckContract;
import dev.winnow.verifier.check.CheckPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstalledVerificationTest {
  private final VerificationCatalog installed = new InstalledVerification(ScorerCatalog.NONE);

  @Test
  void findsNothingWrongWithTheChecksThatExist() {
    for (String type : List.of("math", "exact", "choice")) {
      assertThat(violations(CheckContract.check(type))).isEmpty();
    }
  }

  @Test
  void namesACheckThatDoesNotExist() {
    assertThat(violations(CheckContract.check("nonsense")))
        .extracting(Violation::toString)
        .containsExactly(
            "verify.checks[0].type: there is no check 'nonsense'; use one of "
                + CheckPlugin.installed().names());
  }

  @Test
  void namesEachOptionThatIsWrong() {
    assertThat(violations(CheckContract.check("refusal", "max_words", "0")))
        .containsExactly(new Violation("verify.checks[0].max_words", "want 1 to 100000, not 0"));
    assertThat(
            violations(
                CheckContract.check(
                    "not", "checks", "[{\"type\": \"exact\", \"options\": {\"trim\": 1}}]")))
        .extracting(Violation::field)
        .containsExactly("verify.checks[0].checks[0].options.trim");
  }

  @Test
  void namesABadOptionShortened() {
    assertThat(violations(CheckContract.check("choice", "letters", "x".repeat(3_000))))
        .singleElement()
        .satisfies(violation -> assertThat(violation.message()).hasSizeLessThan(300));
    assertThat(violations(CheckContract.check("exact", "trim", "x".repeat(4_100_000))))
        .singleElement()
        .satisfies(
            violation -> assertThat(violation.message()).contains("at most 4000 characters"));
  }

  @ParameterizedTest
  @CsvSource({
    "choice, E, 'needs one of the letters ABCD'",
    "choice, Paris, 'needs one of the letters ABCD'",
    "choice, , 'needs one of the letters ABCD'",
    "exact, , 'needs the text'",
    "exact, '  ', 'needs the text'",
    "math, , 'needs the right answer'",
    "math, '\\frac{', 'cannot read it'",
    "math, '3 ++', 'cannot read it'",
    "math, '???', 'cannot read it'",
    "math, '\\boxed{}', 'cannot read it'",
  })
  void findsThePromptUnfitWhoseReferenceNoAnswerCouldEqual(
      String type, String reference, String message) {
    assertThat(misfits(CheckContract.check(type), CheckContract.promptWith(reference)))
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.field()).isEqualTo("reference");
              assertThat(violation.message()).contains(message);
            });
  }

  @Test
  void findsAPromptUnfitForAPatternThatIsComparedWithNothing() {
    Check compared = CheckContract.check("regex", "pattern", "Answer: (.*)");
    Check matched = CheckContract.check("regex", "pattern", "Answer: .*");

    assertThat(misfits(compared, CheckContract.promptWith(null))).hasSize(1);
    assertThat(misfits(matched, CheckContract.promptWith(null))).isEmpty();
  }

  @Test
  void namesEachReferenceThatDoesNotFit() {
    Prompt prompt =
        Prompt.newBuilder(Records.prompt("p"))
            .setReference("A")
            .setOtherReferences(List.of("B", "E", "(C) Rome", "F"))
            .build();

    assertThat(misfits(CheckContract.check("choice"), prompt))
        .extracting(Violation::field)
        .containsExactly("other_references[1]", "other_references[3]");
  }

  @Test
  void saysNothingOfPromptsWhereTheCheckItselfIsNotUsable() {
    assertThat(misfits(CheckContract.check("nonsense"), CheckContract.promptWith(null))).isEmpty();
    assertThat(
            misfits(
                CheckContract.check("exact", "trim", "x".repeat(100_000)),
                CheckContract.promptWith(null)))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "42",
        "\\frac12",
        "x^2+1",
        "(1,2]",
        "\\text{Tuesday}",
        "blue",
        "12:30",
        "7 apples",
        "no",
        "\u5317\u4eac"
      })
  void findsReferencesFitThatTheMathCheckReads(String reference) {
    assertThat(misfits(CheckContract.check("math"), CheckContract.promptWith(reference))).isEmpty();
  }

  @Test
  void findsTheAnswersOfOurOwnCasesFit() throws IOException {
    assertThat(unfit(Repository.fixture("cases.jsonl"))).isEmpty();
  }

  @Test
  void findsThePublishedAnswersFit() throws IOException {
    assertThat(unfit(Repository.shared("cases/cases.jsonl"))).isEmpty();
  }

  private List<String> unfit(Path cases) throws IOException {
    List<String> unfit = new ArrayList<>();
    List<String> lines = Files.readAllLines(cases);
    for (String line : lines) {
      String answer = new ObjectMapper().readTree(line).path("gold_answer").asText("");
      if (!answer.isBlank()) {
        misfits(CheckContract.check("math"), CheckContract.promptWith(answer))
            .forEach(bad -> unfit.add(answer));
      }
    }
    assertThat(lines).hasSizeGreaterThan(30);
    return unfit;
  }

  @Test
  void takesACheckChangedAfterwardsForAnother() {
    Check check = CheckContract.check("choice");
    assertThat(misfits(check, CheckContract.promptWith("E"))).hasSize(1);

    Check wider = Check.newBuilder(check).setOptions(Map.of("letters", "ABCDE")).build();

    assertThat(misfits(wider, CheckContract.promptWith("E"))).isEmpty();
  }

  private List<Violation> violations(Check check) {
    return installed.violations(RecordFactory.verification(check));
  }

  private List<Violation> misfits(Check check, Prompt prompt) {
    return installed.misfits(RecordFactory.verification(check), prompt);
  }
}
