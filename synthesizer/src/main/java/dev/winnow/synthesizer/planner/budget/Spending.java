package dev.winnow.synthesizer.planner.budget;

import java.time.Duration;

/**
 * What a recipe has spent.
 *
 * @param candidates granted in all
 * @param tokens generated in all, for those of them that are judged
 * @param outstanding candidates granted that are not judged yet
 * @param hour of the clock to which the following belong, in hours since the Unix epoch, UTC
 * @param hourCandidates granted in that hour
 * @param hourTokens generated for candidates judged in that hour
 */
record Spending(
    long candidates,
    long tokens,
    long outstanding,
    long hour,
    long hourCandidates,
    long hourTokens) {
  static final Spending NONE = new Spending(0, 0, 0, 0, 0, 0);

  static long hourOf(long epochMillis) {
    return Math.floorDiv(epochMillis, Duration.ofHours(1).toMillis());
  }

  /** The same at this time. */
  Spending at(long epochMillis) {
    long now = hourOf(epochMillis);
    return now == hour ? this : new Spending(candidates, tokens, outstanding, now, 0, 0);
  }

  Spending granted(int count) {
    return new Spending(
        candidates + count, tokens, outstanding + count, hour, hourCandidates + count, hourTokens);
  }

  /**
   * Takes in a report.
   *
   * @param judged candidates that are not outstanding any more
   * @param generated tokens, for these
   * @param unused of these, those that were never ordered
   */
  Spending reported(int judged, long generated, int unused) {
    return new Spending(
        candidates - unused,
        tokens + generated,
        Math.max(0, outstanding - judged),
        hour,
        hourCandidates,
        hourTokens + generated);
  }
}
