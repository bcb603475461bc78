package dev.winnow.ops.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SignFlipTestTest {
  @Test
  void ifAllSeedsAgreeOnlyTheirSignsAndTheOppositeAreAsExtreme() {
    assertThat(SignFlipTest.pValue(new double[] {1, 2, 3, 4, 5, 6, 7, 8})).isEqualTo(2.0 / 256);
  }

  /**
   * By hand: of the 8 sums of ±1 ±2 ±3, those of at least 2 are 2, 4 and 6, and below 0 as many.
   */
  @Test
  void countsTheAssignmentsOfSignsThatAreAtLeastAsExtreme() {
    assertThat(SignFlipTest.pValue(new double[] {1, -2, 3})).isEqualTo(6.0 / 8);
  }

  @Test
  void armsThatAreTheSameInEverySeedDoNotDiffer() {
    assertThat(SignFlipTest.pValue(new double[] {0, 0, 0})).isEqualTo(1);
  }

  @Test
  void tooManySeedsToCountAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SignFlipTest.pValue(new double[21]))
        .withMessageContaining("1 to 20 seeds");
  }
}
