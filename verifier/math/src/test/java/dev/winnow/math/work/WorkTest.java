package dev.winnow.math.work;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The measure of the other tests measures. */
class WorkTest {
  private final CountedMath math = new CountedMath();

  @Test
  void aLongerTextIsMoreWork() {
    long small = math.workOfVerifying("42", "x ".repeat(1_000));
    long large = math.workOfVerifying("42", "x ".repeat(10_000));

    assertThat(large).isGreaterThan(20_000).isBetween(5 * small, 15 * small);
  }

  @Test
  void theSameTextIsTheSameWork() {
    String text = "The answer is \\frac{1}{3}, since ".repeat(20);

    assertThat(math.workOfVerifying("1/3", text)).isEqualTo(math.workOfVerifying("1/3", text));
  }

  @Test
  void stepsOfArithmeticAreWork() {
    long small = math.workOfComparing("3^{2}", "2^{3}");
    long large = math.workOfComparing("3^{2025}", "2^{2025}");

    assertThat(large).isGreaterThan(small);
  }
}
