package dev.winnow.planner.budget;

/**
 * An amount of a budget.
 *
 * @param candidates leased, without those that came back unused
 * @param tokens generated for candidates that are judged
 */
record Spent(long candidates, long tokens) {
  static final Spent NONE = new Spent(0, 0);

  Spent plus(long moreCandidates, long moreTokens) {
    return new Spent(candidates + moreCandidates, tokens + moreTokens);
  }
}
