package dev.winnow.verifier.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.schemas.Outcome;
import org.junit.jupiter.api.Test;

class ExactCheckTest extends CheckContract {
  @Override
  Example example() {
    return new Example(check("exact"), "blue whale", "blue whale", "red whale");
  }

  @Test
  void ignoresWhiteSpaceAtBothEnds() {
    assertThat(find(check("exact"), "blue", "\n blue\t"))
        .isEqualTo(Finding.accepted(Reason.EQUAL, "blue"));
  }

  @Test
  void keepsWhiteSpaceAtBothEndsWithoutTrim() {
    assertThat(find(check("exact", "trim", "false"), "blue", " blue"))
        .isEqualTo(Finding.rejected(Reason.DIFFERENT, " blue"));
  }

  @Test
  void tellsUpperFromLowerCase() {
    assertThat(find(check("exact"), "blue", "Blue").outcome()).isEqualTo(Outcome.REJECTED);
  }

  @Test
  void ignoresCaseWhenAsked() {
    assertThat(find(check("exact", "ignore_case", "true"), "Blue", "bLUE").outcome())
        .isEqualTo(Outcome.ACCEPTED);
  }

  @Test
  void tellsRunsOfWhiteSpaceApart() {
    assertThat(find(check("exact"), "blue whale", "blue  whale").outcome())
        .isEqualTo(Outcome.REJECTED);
  }

  @Test
  void takesRunsOfWhiteSpaceAsOneSpaceWhenAsked() {
    assertThat(find(check("exact", "normalize_space", "true"), "blue whale", "blue \n\t whale"))
        .isEqualTo(Finding.accepted(Reason.EQUAL, "blue whale"));
  }

  @Test
  void doesNotTakeAPartForTheWhole() {
    assertThat(find(check("exact"), "blue", "blue or red").outcome()).isEqualTo(Outcome.REJECTED);
  }

  @Test
  void refusesAFlagThatIsNeitherTrueNorFalse() {
    assertThatThrownBy(() -> Checks.compile(check("exact", "trim", "yes")))
        .isInstanceOf(BadCheckException.class)
        .hasMessage("check 'exact', option 'trim': want true or false, not 'yes'");
  }
}
