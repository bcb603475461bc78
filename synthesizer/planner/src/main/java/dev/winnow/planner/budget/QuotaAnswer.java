package dev.winnow.planner.budget;

/** What a budget says to the demand of a planner partition. */
sealed interface QuotaAnswer {
  /** A block of so many candidates, at least 1. */
  record Given(int candidates) implements QuotaAnswer {}

  /** Nothing is given now. The demand stays open, and is answered when there is quota. */
  record Refused(Kind kind, String words) implements QuotaAnswer {}

  /** Why nothing is given. */
  enum Kind {
    /** Nothing was refused. */
    NONE,
    /** The rest is in leases, or kept for the tokens of candidates without a verdict. */
    SET_ASIDE,
    /** The budget of this hour is spent. */
    THIS_HOUR,
    /** The budget is spent until it is raised. */
    IN_ALL,
    /** The recipe is paused. */
    PAUSED
  }
}
