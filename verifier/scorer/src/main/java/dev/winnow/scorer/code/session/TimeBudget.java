package dev.winnow.scorer.code.session;

import java.time.Duration;

/** The time that the tests of one program may still take. */
record TimeBudget(long end) {
  static TimeBudget of(Duration total) {
    return new TimeBudget(System.nanoTime() + total.toNanos());
  }

  /**
   * Checks that there is time for another test.
   *
   * @throws UnjudgedException if there is none: what the other tests would say is not known
   */
  void check(int run, int total) throws UnjudgedException {
    if (System.nanoTime() - end >= 0) {
      throw new UnjudgedException(
          "OUT_OF_TIME",
          "the time for a candidate ended after %d of %d tests; raise --total-seconds, or run fewer with max_tests"
              .formatted(run, total));
    }
  }
}
