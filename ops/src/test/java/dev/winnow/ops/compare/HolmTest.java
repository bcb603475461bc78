package dev.winnow.ops.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HolmTest {
  /** By hand: 4 x 0.005, 3 x 0.01, 2 x 0.03, and 0.04 takes the 0.06 of the one before it. */
  @Test
  void multipliesTheSmallestByTheirNumberTheNextByOneLessAndNeverDecreases() {
    assertThat(Holm.adjust(List.of(0.04, 0.01, 0.03, 0.005)))
        .usingComparatorForType((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : 1, Double.class)
        .containsExactly(0.06, 0.03, 0.06, 0.02);
  }

  @Test
  void noAdjustedProbabilityExceedsOne() {
    assertThat(Holm.adjust(List.of(0.9, 0.8))).containsExactly(1.0, 1.0);
  }
}
