package dev.winnow.ops.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PassAtKTest {
  @Test
  void isTheShareOfSubsetsWithARightCandidate() {
    for (int n = 1; n <= 10; n++) {
      for (int c = 0; c <= n; c++) {
        for (int k = 1; k <= n; k++) {
          assertThat(PassAtK.of(n, c, k))
              .as("n=%d c=%d k=%d", n, c, k)
              .isCloseTo(counted(n, c, k), within(1e-12));
        }
      }
    }
  }

  @Test
  void refusesMoreThanWasJudged() {
    assertThatThrownBy(() -> PassAtK.of(3, 1, 4)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void undecidedCandidatesAreNoEvidence() {
    List<PromptResult> results =
        List.of(
            new PromptResult("a", "-", 2, 2, 0, 1),
            new PromptResult("b", "-", 1, 0, 3, 1),
            new PromptResult("c", "-", 0, 0, 4, 1));

    Estimate one = Estimate.passAt(1, results, 7);
    Estimate two = Estimate.passAt(2, results, 7);

    assertThat(one.mean()).isEqualTo(0.75);
    assertThat(one.prompts()).isEqualTo(2);
    assertThat(two.prompts()).isEqualTo(1);
  }

  @Test
  void theIntervalOfManyPromptsIsThatOfTheNormalDistribution() {
    List<PromptResult> results =
        IntStream.range(0, 400)
            .mapToObj(i -> new PromptResult("p" + i, "-", i % 2, 1 - i % 2, 0, 1))
            .toList();

    Estimate estimate = Estimate.passAt(1, results, 7);

    double half = 1.96 * Math.sqrt(0.25 / 400);
    assertThat(estimate.mean()).isEqualTo(0.5);
    assertThat(estimate.low()).isCloseTo(0.5 - half, within(0.01));
    assertThat(estimate.high()).isCloseTo(0.5 + half, within(0.01));
  }

  @Test
  void equalModelsDoNotDiffer() {
    List<PromptResult> results = passing(50, 3);

    PairedTest test = PairedTest.of(results, results, 7);

    assertThat(test.difference()).isZero();
    assertThat(test.pValue()).isEqualTo(1);
  }

  @Test
  void aModelThatIsBetterEverywhereDiffers() {
    PairedTest test = PairedTest.of(passing(50, 3), passing(50, 4), 7);

    assertThat(test.difference()).isCloseTo(0.125, within(1e-12));
    assertThat(test.pValue()).isLessThan(0.001);
  }

  @Test
  void modelsWithoutACommonPromptAreNotCompared() {
    PairedTest test =
        PairedTest.of(
            List.of(new PromptResult("a", "-", 1, 0, 0, 1)),
            List.of(new PromptResult("b", "-", 1, 0, 0, 1)),
            7);

    assertThat(test.prompts()).isZero();
    assertThat(test.pValue()).isNaN();
  }

  private static List<PromptResult> passing(int prompts, int right) {
    return IntStream.range(0, prompts)
        .mapToObj(i -> new PromptResult("p" + i, "-", right, 8 - right, 0, 1))
        .toList();
  }

  private static double counted(int n, int c, int k) {
    int all = 0;
    int hits = 0;
    for (int subset = 0; subset < 1 << n; subset++) {
      if (Integer.bitCount(subset) == k) {
        all++;
        hits += (subset & ((1 << c) - 1)) == 0 ? 0 : 1;
      }
    }
    return (double) hits / all;
  }
}
