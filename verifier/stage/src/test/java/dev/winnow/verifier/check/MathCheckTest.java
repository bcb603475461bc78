package dev.winnow.verifier.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.schemas.Outcome;
import org.junit.jupiter.api.Test;

class MathCheckTest extends CheckContract {
  @Override
  Example example() {
    return new Example(
        check("math"), "\\frac{1}{2}", "So the answer is $\\boxed{0.5}$.", "The answer is 0.25.");
  }

  @Test
  void keepsTheReasonOfARejection() {
    assertThat(find(check("math"), "3", "The answer is 4."))
        .isEqualTo(Finding.rejected("DIFFERENT_VALUE", "4"));
  }

  @Test
  void doesNotDecideAResponseWithoutAnAnswer() {
    Finding finding = find(check("math"), "3", "I would rather not say.");

    assertThat(finding.outcome()).isEqualTo(Outcome.UNDECIDED);
  }

  @Test
  void doesNotDecideAnEmptyResponse() {
    assertThat(find(check("math"), "3", "")).isEqualTo(Finding.undecided(Reason.EMPTY));
  }

  @Test
  void takesAPercentageForEitherOfItsNumbers() {
    assertThat(find(check("math"), "0.5", "\\boxed{50\\%}").outcome()).isEqualTo(Outcome.ACCEPTED);
    assertThat(find(check("math"), "50", "\\boxed{50\\%}").outcome()).isEqualTo(Outcome.ACCEPTED);
  }

  @Test
  void takesAPercentageForItsFractionWhenAsked() {
    var fraction = check("math", "percent", "fraction");

    assertThat(find(fraction, "0.5", "\\boxed{50\\%}").outcome()).isEqualTo(Outcome.ACCEPTED);
    assertThat(find(fraction, "50", "\\boxed{50\\%}").outcome()).isEqualTo(Outcome.REJECTED);
  }

  @Test
  void takesAPercentageForItsNumberWhenAsked() {
    var stripped = check("math", "percent", "stripped");

    assertThat(find(stripped, "0.5", "\\boxed{50\\%}").outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(find(stripped, "50", "\\boxed{50\\%}").outcome()).isEqualTo(Outcome.ACCEPTED);
  }

  @Test
  void doesNotTakeAValueForItsRounding() {
    assertThat(find(check("math"), "0.33", "\\boxed{1/3}").outcome()).isEqualTo(Outcome.REJECTED);
  }

  @Test
  void takesAValueForItsRoundingWhenAsked() {
    assertThat(find(check("math", "rounded_decimals", "true"), "0.33", "\\boxed{1/3}").outcome())
        .isEqualTo(Outcome.ACCEPTED);
  }

  @Test
  void refusesAPercentageThatItDoesNotKnow() {
    assertThatThrownBy(() -> Checks.compile(check("math", "percent", "maybe")))
        .isInstanceOf(BadCheckException.class)
        .hasMessageContaining("option 'percent': want one of [")
        .hasMessageContaining("either")
        .hasMessageEndingWith("not 'maybe'");
  }
}
