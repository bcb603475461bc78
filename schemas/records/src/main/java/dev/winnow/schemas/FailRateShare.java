package dev.winnow.schemas;

import org.jspecify.annotations.NullMarked;

/**
 * How many accepted candidates are wanted of a prompt in proportion to its fail rate. The planner
 * decides by it whether a prompt needs more, the verifier which accepted ones are selected: both
 * must come to the same number.
 */
@NullMarked
public final class FailRateShare {
  private FailRateShare() {}

  /**
   * {@code most} times the fail rate, rounded up, at least 1.
   *
   * @param most wanted of a prompt that always fails, at least 1
   * @param rejected candidates of the round that failed, 0 to {@code judged}
   * @param judged accepted and rejected candidates of the round; 0 counts as 1
   */
  public static int of(int most, int rejected, int judged) {
    return (int) Math.max(1, Math.ceilDiv((long) most * rejected, Math.max(1L, judged)));
  }
}
