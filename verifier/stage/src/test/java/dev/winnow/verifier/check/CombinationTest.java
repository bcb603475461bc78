package dev.winnow.verifier.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.plugin.OptionProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CombinationTest extends CheckContract {
  private static final String EXACT = "{\"type\": \"exact\"}";
  private static final String CHOICE =
      "{\"type\": \"choice\", \"options\": {\"letters\": \"ABC\"}}";

  @Override
  Example example() {
    return new Example(
        check("any_of", "checks", "[%s, %s]".formatted(EXACT, EXACT)), "B", "B", "The end.");
  }

  private static Outcome outcome(String type, String checks, String response) {
    return find(check(type, "checks", checks), "B", response).outcome();
  }

  @ParameterizedTest
  @CsvSource({
    "any_of, B, ACCEPTED",
    "any_of, The answer is B., ACCEPTED",
    "any_of, C, REJECTED",
    "any_of, no idea, UNDECIDED",
    "all_of, B, ACCEPTED",
    "all_of, The answer is B., REJECTED",
    "all_of, no idea, REJECTED"
  })
  void combinesAcceptedRejectedAndUndecided(String type, String response, Outcome outcome) {
    assertThat(outcome(type, "[%s, %s]".formatted(EXACT, CHOICE), response)).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({"B, REJECTED", "C, ACCEPTED", "no idea, UNDECIDED"})
  void notReversesADecisionAndLeavesUndecidedAsItIs(String response, Outcome outcome) {
    assertThat(outcome("not", "[" + CHOICE + "]", response)).isEqualTo(outcome);
  }

  @Test
  void combinesCombinations() {
    String nested =
        "[{\"type\": \"not\", \"options\": {\"checks\": [%s]}}, %s]".formatted(EXACT, CHOICE);

    assertThat(outcome("all_of", nested, "The answer is B.")).isEqualTo(Outcome.ACCEPTED);
    assertThat(outcome("all_of", nested, "B")).isEqualTo(Outcome.REJECTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exact",
        "[]",
        "[1]",
        "[{\"type\": \"none\"}]",
        "[{\"type\": \"exact\", \"options\": {\"no_such\": 1}}]",
        "[{\"type\": \"exact\", \"options\": 1}]",
        "[{\"type\": \"exact\", \"optons\": {}}]",
        "[[[[[[[[[[[[[[[[[[[[[["
      })
  void refusesChecksThatCannotBeUsed(String checks) {
    assertThatThrownBy(() -> Checks.compile(check("any_of", "checks", checks)))
        .isInstanceOf(BadCheckException.class)
        .hasMessageContaining("option 'checks");
  }

  @Test
  void namesAllOptionsThatAreWrongAtAnyDepth() {
    String inner = "{\"type\": \"not\", \"options\": {\"checks\": [{\"type\": \"none\"}]}}";
    String wrong = "{\"type\": \"exact\", \"options\": {\"trim\": \"yes\", \"no_such\": 1}}";

    assertThatThrownBy(
            () ->
                Checks.compile(
                    check("any_of", "checks", "[%s, %s, %s]".formatted(EXACT, inner, wrong))))
        .isInstanceOfSatisfying(
            BadCheckException.class,
            e ->
                assertThat(e.problems())
                    .extracting(OptionProblem::option)
                    .containsExactly(
                        "checks[1].options.checks[0].type",
                        "checks[2].options.no_such",
                        "checks[2].options.trim"));
  }

  @Test
  void notTakesExactlyOneCheck() {
    assertThatThrownBy(
            () -> Checks.compile(check("not", "checks", "[%s, %s]".formatted(EXACT, EXACT))))
        .isInstanceOf(BadCheckException.class)
        .hasMessageContaining("want one check");
  }
}
