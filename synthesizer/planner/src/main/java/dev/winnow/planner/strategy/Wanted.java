package dev.winnow.planner.strategy;

import dev.winnow.schemas.FailRateShare;

/** How many accepted candidates a recipe wants of a prompt. */
public sealed interface Wanted {
  /** Every accepted candidate is wanted. */
  record Every() implements Wanted {}

  /** This number of accepted candidates is wanted over the prompt's life, at least 1. */
  record Number(int accepted) implements Wanted {}

  /**
   * The number wanted is proportional to the fail rate of the prompt's first round, and known after
   * that round.
   *
   * @param most of a prompt whose first round accepts none, at least 1
   */
  record InProportion(int most) implements Wanted {
    /**
     * Returns the number after a round: {@code most} times its fail rate, rounded up, at least 1.
     */
    public Number after(int judged, int accepted) {
      return new Number(FailRateShare.of(most, judged - accepted, judged));
    }
  }
}
