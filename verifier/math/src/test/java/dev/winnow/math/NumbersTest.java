package dev.winnow.math;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.math.equal.MathPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers in all their spellings. */
class NumbersTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ~ ",
      value = {
        "1234 ~ 1,234",
        "1234567 ~ 1,234,567",
        "14,916 ~ 14{,}916",
        "32348 ~ 32,\\!348",
        "28121600 ~ 28\\,121\\,600",
        "6000000 ~ 6 000 000",
        "12 ~ 12.0",
        "12 ~ +12",
        "365 ~ 365.",
        "0.5 ~ .5",
        "-3 ~ - 3",
        "-3 ~ \u22123",
        "1000.99 ~ 1000,99",
        "12 ~ twelve",
        "125 ~ one hundred and twenty-five",
        "300000000 ~ 3\\times 10^8",
        "0.0015 ~ 1.5E-3",
        "0.00001 ~ 1e-5",
        "1/3 ~ 0.\\overline{3}",
        "1/6 ~ 0.1\\overline{6}",
        "7/4 ~ 1\\frac{3}{4}",
        "7/4 ~ 1 3/4",
        "-7/2 ~ -3\\frac12",
        "5/2 ~ 2\u00bd",
        "1/2 ~ \\frac12",
        "1/2 ~ \\dfrac{2}{4}",
        "1/2 ~ 1 \\div 2",
        "1/2 ~ 0.5",
        "507 ~ \\mathbf{507}",
        "4060 ~ \\left(4060\\right)",
        "74726 ~ x = 74726",
        "101_2 ~ 101_{2}",
        "204_5 ~ 204_{\\text{five}}",
        "99 ~ \u0669\u0669"
      })
  void theSameNumberInAnotherSpellingIsEqual(String gold, String candidate) {
    Findings.assertEqual(gold, candidate);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ~ ",
      value = {
        "1234 ~ 1,234,000",
        "32349 ~ 32, 349",
        "2520 ~ 2.520",
        "1/2 ~ 12",
        "17/50 ~ 1750",
        "1/3 ~ 0.333",
        "1/3 ~ 3",
        "365 ~ 3650365",
        "12345678901 ~ 12345678902",
        "100000000000 ~ 99999999999",
        "100000000001000000000 ~ 100000000000000000000",
        "42 ~ 42x",
        "12 ~ 1,2",
        "1020 ~ (1020,1020)",
        "204_5 ~ 54",
        "101_2 ~ 101_3",
        "5 ~ -5"
      })
  void anotherNumberIsDifferent(String gold, String candidate) {
    Findings.assertDifferent(gold, candidate);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ~ ",
      value = {
        "28\\% ~ 28 pct",
        "28\\% ~ 28",
        "0.335 ~ 33.5\\%",
        "0.335 ~ 33.5 percent",
        "1 ~ 100\\%",
        "10 ~ 10%",
        "10\\text{ units} ~ 10",
        "17 ~ 17\\text{ any text}",
        "90^\\circ ~ 90",
        "90^\\circ ~ \\frac{\\pi}{2}",
        "\\$10 ~ 10",
        "3.25\\text{ dollars} ~ 3.25",
        "\\$0.25 ~ 25 cents",
        "\\frac34\\text{ hours} ~ 45\\text{ minutes}",
        "25^\\circ\\text{C} ~ 25",
        "3:30 p.m. ~ 3:30 PM",
        "3:4 ~ \\frac34",
        "1:2 ~ 2:4"
      })
  void unitsAndPercentSignsThatOnlyOneSideWritesDoNotCount(String gold, String candidate) {
    Findings.assertEqual(gold, candidate);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ~ ",
      value = {
        "42 ~ 4200\\%",
        "0.5 ~ 0.5\\%",
        "100\\% ~ 1007\\%",
        "5\\text{ cm} ~ 5\\text{ m}",
        "10\\text{ cm}^2 ~ 10\\text{ cm}",
        "\\$5 ~ 5 cents",
        "4:30 ~ 2:15",
        "4:30 p.m. ~ 4:30 a.m."
      })
  void conflictingUnitsAndPercentagesAreDifferent(String gold, String candidate) {
    Findings.assertDifferent(gold, candidate);
  }

  @Test
  void roundingIsAcceptedOnlyWhereThePolicySaysSo() {
    MathVerifier strict = new MathVerifier(MathPolicy.defaults());
    MathVerifier rounding = new MathVerifier(MathPolicy.defaults().withRoundedDecimals(true));

    assertThat(strict.compare("0.43", "0.429").equal()).isFalse();
    assertThat(rounding.compare("0.43", "0.429").equal()).isTrue();
    assertThat(rounding.compare("0.43", "0.424").equal()).isFalse();
  }

  @Test
  void percentagesFollowThePolicy() {
    MathVerifier fraction =
        new MathVerifier(MathPolicy.defaults().withPercent(MathPolicy.Percent.FRACTION));
    MathVerifier stripped =
        new MathVerifier(MathPolicy.defaults().withPercent(MathPolicy.Percent.STRIPPED));

    assertThat(fraction.compare("50\\%", "0.5").equal()).isTrue();
    assertThat(fraction.compare("50\\%", "50").equal()).isFalse();
    assertThat(stripped.compare("50\\%", "50").equal()).isTrue();
    assertThat(stripped.compare("50\\%", "0.5").equal()).isFalse();
  }

  @Test
  void aDecimalOfManyDigitsStandsForTheIrrationalNumberItRounds() {
    Findings.assertEqual("\\sqrt{2}", "1.4142135623730951");
    Findings.assertEqual("\\frac{1}{12}", "0.0833333333333333");
    Findings.assertDifferent("\\sqrt{2}", "1.4142135623730961");
    Findings.assertDifferent("\\sqrt{2}", "1.414");
  }
}
