package dev.winnow.planner.budget;

/**
 * An amount of a budget.
 *
 * @param candidates leased, without those that came back unused
 * @param tokens generated for candidates that are judged
 */
record SpentAmount(long candidates, long tokens) {
  static final SpentAmount NONE = new SpentAmount(0, 0);

  SpentAmount plus(long moreCandidates, long moreTokens) {
    return new SpentAmount(candidates + moreCandidates, tokens + moreTokens);
  }
}
