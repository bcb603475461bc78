package dev.winnow.planner.budget;

/**
 * Candidates out of a quota lease that are not ordered yet.
 *
 * @param candidates at least 0
 * @param hour in which they were leased, in hours since the Unix epoch, UTC; they are valid in this
 *     hour only
 * @param version of the recipe whose budget they are of; under another version they go back
 */
public record LeaseShare(int candidates, long hour, String version) {
  /** A share of no candidates. */
  public static final LeaseShare NONE = new LeaseShare(0, 0, "");

  /** Returns a share of this number of candidates of the same lease. */
  public LeaseShare of(int some) {
    return new LeaseShare(some, hour, version);
  }

  boolean isEmpty() {
    return candidates == 0;
  }

  /**
   * Returns whether both are of one lease hour and recipe version, so that they may be added up.
   */
  boolean isLike(LeaseShare other) {
    return hour == other.hour && version.equals(other.version);
  }
}
