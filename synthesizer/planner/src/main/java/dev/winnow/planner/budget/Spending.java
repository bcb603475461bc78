package dev.winnow.planner.budget;

/**
 * What a recipe has spent.
 *
 * @param candidates granted in all
 * @param tokens generated in all, for those of them that are judged
 * @param outstanding candidates granted that are not judged yet
 * @param longest most tokens that any of those may get: the recipe's limit when they were granted
 * @param hour of the clock to which the following belong, in hours since the Unix epoch, UTC
 * @param hourCandidates granted in that hour
 * @param hourTokens generated for candidates judged in that hour
 */
record Spending(
    long candidates,
    long tokens,
    long outstanding,
    long longest,
    long hour,
    long hourCandidates,
    long hourTokens) {
  static final Spending NONE = new Spending(0, 0, 0, 0, 0, 0, 0);

  /**
   * The same at this time. No hour begins twice because another machine's clock is a little behind.
   * An hour that lies farther ahead was begun under a wrong clock: what was counted in it counts
   * for the present one, so that budgets do not stand still until it comes.
   */
  Spending at(long epochMillis) {
    long now = Hours.of(epochMillis);
    if (hour > now + 1) {
      return new Spending(
          candidates, tokens, outstanding, longest, now, hourCandidates, hourTokens);
    }
    return now <= hour ? this : new Spending(candidates, tokens, outstanding, longest, now, 0, 0);
  }

  /** So many candidates more, each of at most so many tokens. */
  Spending granted(int count, int maxTokens) {
    return new Spending(
        candidates + count,
        tokens,
        outstanding + count,
        Math.max(longest, maxTokens),
        hour,
        hourCandidates + count,
        hourTokens);
  }

  /** Tokens that what is outstanding may still get. */
  long setAside() {
    return outstanding * longest;
  }

  /**
   * Takes in a report.
   *
   * @param judged candidates that are not outstanding any more
   * @param generated tokens, for these
   * @param unused of these, those that were never ordered
   */
  Spending reported(int judged, long generated, int unused) {
    long left = Math.max(0, outstanding - judged);
    return new Spending(
        candidates - unused,
        tokens + generated,
        left,
        left == 0 ? 0 : longest,
        hour,
        hourCandidates,
        hourTokens + generated);
  }
}
