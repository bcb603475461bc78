package dev.winnow.schemas;

import org.jspecify.annotations.NullMarked;

/**
 * The number of accepted candidates wanted for a prompt, proportional to its fail rate. The planner
 * uses it to decide whether a prompt needs more candidates, the verifier to select accepted ones:
 * both must compute the same number.
 */
@NullMarked
public final class FailRateShare {
  private FailRateShare() {}

  /**
   * Returns {@code most} times the fail rate, rounded up, at least 1.
   *
   * @param most number wanted for a prompt that always fails, at least 1
   * @param rejected number of rejected candidates of the round, 0 to {@code judged}
   * @param judged number of accepted and rejected candidates of the round; 0 counts as 1
   */
  public static int of(int most, int rejected, int judged) {
    return (int) Math.max(1, Math.ceilDiv((long) most * rejected, Math.max(1L, judged)));
  }
}
