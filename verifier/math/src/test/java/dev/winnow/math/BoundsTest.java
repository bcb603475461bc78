package dev.winnow.math;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is beyond a bound is refused with a reason; what is within it is exact. */
class BoundsTest {
  @Test
  void reportsALimitForWhatIsBeyondABound() {
    assertThat(Findings.compare("5", "9!!!!!!").reason()).isEqualTo(MathReason.LIMIT);
    assertThat(Findings.compare("5", "1".repeat(10_000)).reason()).isEqualTo(MathReason.LIMIT);
    assertThat(Findings.compare("5", "(".repeat(1000)).reason()).isEqualTo(MathReason.LIMIT);
  }

  @Test
  void largeNumbersWithinTheBoundsAreStillExact() {
    assertThat(Findings.compare("3^{2025}", "2^{2025}").equal()).isFalse();
    assertThat(Findings.compare("2^{100}", "1267650600228229401496703205376").equal()).isTrue();
    assertThat(Findings.compare("1/2004!", "1/2004!").equal()).isTrue();
  }
}
