package dev.winnow.planner.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UndecidedReasonsTest {
  @Test
  void reasonsAreNamedByHowOftenTheyCame() {
    UndecidedReasons reasons =
        UndecidedReasons.NONE.plus("NO_ANSWER").plus("CUT_OFF").plus("CUT_OFF");

    assertThat(reasons.words()).isEqualTo("2 CUT_OFF, 1 NO_ANSWER");
    assertThat(reasons.mostFrequent()).isEqualTo("CUT_OFF");
  }

  @Test
  void manyReasonsTakeABoundedSpace() {
    UndecidedReasons reasons = UndecidedReasons.NONE;
    for (int i = 0; i < 1_000; i++) {
      reasons = reasons.plus("CODE_" + i);
    }

    assertThat(reasons.counts()).hasSizeLessThanOrEqualTo(UndecidedReasons.MAX_CODES + 1);
    assertThat(reasons.counts().values().stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(1_000);
  }

  @Test
  void whatIsNoCodeIsCountedWithoutBeingKept() {
    assertThat(UndecidedReasons.NONE.plus("\u001b[31m").plus("x".repeat(9_999)).words())
        .isEqualTo("2 OTHER");
  }
}
