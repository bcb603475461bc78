package dev.winnow.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hostile inputs end soon, by counted work. The time asserted leaves room for a busy machine. */
class BoundsTest {
  private static final long ROOM_MILLIS = 200;

  static List<String> hostile() {
    return List.of(
        "9!!!!!!",
        "9^9^9^9^9",
        "10^{10^{10}}",
        "2^{100000}",
        "1.5e99999",
        "\\binom{100000}{50000}",
        "2000!/1999!",
        "\\sqrt[1000000]{2}",
        "(x+1)^{1000}",
        "e^{e^{e^{e^{e}}}}",
        "\\sin(10^{20})",
        "\\sum_{i=1}^{200}\\sum_{j=1}^{200} 1/(i+j)",
        "2^".repeat(2000) + "2",
        "{".repeat(1_000_000),
        "1".repeat(1_000_000),
        "-".repeat(4000) + "1",
        "|".repeat(4000),
        "{}".repeat(2000) + "1",
        "(".repeat(3000) + "1",
        "1+".repeat(1900) + "1",
        "x*".repeat(1900) + "x",
        "1,".repeat(2000) + "1",
        "\\frac".repeat(600) + "1",
        "\\sqrt{".repeat(90) + "2" + "}".repeat(90),
        "\\boxed{".repeat(100_000),
        "\\boxed{1} ".repeat(20_000),
        "\\frac{".repeat(30_000) + "}".repeat(30_000) + "1}",
        "answer is ".repeat(50_000),
        "<think>".repeat(100_000),
        "a1".repeat(50_000));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void hostileInputEndsSoonWithAFinding(String input) {
    long start = CpuTime.nanos();
    for (String gold : List.of("5", "x^2+1", input.substring(1))) {
      assertThat(Findings.compare(gold, input)).isNotNull();
      assertThat(Findings.verify(gold, input)).isNotNull();
    }
    long millis = (CpuTime.nanos() - start) / 1_000_000;

    assertThat(millis).as("six checks of %.40s", input).isLessThan(6 * ROOM_MILLIS);
  }

  @Test
  void whatIsBeyondABoundIsSaidToBe() {
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
