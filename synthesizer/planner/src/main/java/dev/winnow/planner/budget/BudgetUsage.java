package dev.winnow.planner.budget;

/**
 * What a recipe has spent.
 *
 * @param inAll over its whole life
 * @param outstanding candidates leased that are neither judged nor given back
 * @param longest most tokens that any of those may get: the recipe's limit when they were leased
 * @param hour of the clock that the following belongs to, in hours since the Unix epoch, UTC
 * @param inHour leased in that hour, and generated for candidates reported in it
 */
record BudgetUsage(
    SpentAmount inAll, long outstanding, long longest, long hour, SpentAmount inHour) {
  static final BudgetUsage NONE = new BudgetUsage(SpentAmount.NONE, 0, 0, 0, SpentAmount.NONE);

  /**
   * Returns the spending at this time. An hour never begins twice, though the clock of another
   * machine may be a little behind. An hour that lies farther ahead was begun under a wrong clock:
   * what was counted in it counts for the present one, so that budgets do not stand still until it
   * comes.
   */
  BudgetUsage at(long epochMillis) {
    long now = Hours.of(epochMillis);
    if (hour > now + 1) {
      return new BudgetUsage(inAll, outstanding, longest, now, inHour);
    }
    return now <= hour ? this : new BudgetUsage(inAll, outstanding, longest, now, SpentAmount.NONE);
  }

  /**
   * Returns the spending after {@code count} more candidates are leased, each of at most {@code
   * maxTokens}.
   */
  BudgetUsage leased(int count, int maxTokens) {
    return new BudgetUsage(
        inAll.plus(count, 0),
        outstanding + count,
        Math.max(longest, maxTokens),
        hour,
        inHour.plus(count, 0));
  }

  /** Returns the tokens that outstanding candidates may still get. */
  long setAside() {
    return outstanding * longest;
  }

  /**
   * Returns the spending after {@code count} outstanding candidates are judged, for which {@code
   * tokens} were generated.
   */
  BudgetUsage judged(int count, long tokens) {
    return without(count, inAll.plus(0, tokens), inHour.plus(0, tokens));
  }

  /**
   * Returns the spending after {@code count} outstanding candidates come back unused.
   *
   * @param leasedIn hour in which they were leased
   */
  BudgetUsage returned(int count, long leasedIn) {
    SpentAmount ofHour = leasedIn == hour ? inHour.plus(-count, 0) : inHour;
    return without(count, inAll.plus(-count, 0), ofHour);
  }

  private BudgetUsage without(int count, SpentAmount all, SpentAmount ofHour) {
    long left = Math.max(0, outstanding - count);
    return new BudgetUsage(all, left, left == 0 ? 0 : longest, hour, ofHour);
  }
}
