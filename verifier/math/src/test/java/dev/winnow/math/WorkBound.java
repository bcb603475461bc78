package dev.winnow.math;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.math.work.CountedMath;

/**
 * The most work that the library may take, in the units of {@link
 * dev.winnow.math.work.CountedWork}.
 */
final class WorkBound {
  /** Whatever the length: several comparisons may use up their budgets. */
  private static final long MAX_FIXED = 5_000_000;

  /** For each character of the two texts. */
  private static final long MAX_PER_CHARACTER = 20;

  private static final CountedMath MATH = new CountedMath();

  private WorkBound() {}

  static void assertCompares(String gold, String candidate) {
    assertBounded(MATH.workOfComparing(gold, candidate), gold, candidate);
  }

  static void assertVerifies(String reference, String response) {
    assertBounded(MATH.workOfVerifying(reference, response), reference, response);
  }

  private static void assertBounded(long work, String first, String second) {
    long length = (long) first.length() + second.length();
    assertThat(work)
        .as("work for %.40s and %.40s, %d characters", first, second, length)
        .isLessThanOrEqualTo(MAX_FIXED + MAX_PER_CHARACTER * length);
  }
}
