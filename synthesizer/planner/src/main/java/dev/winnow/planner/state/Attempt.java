package dev.winnow.planner.state;

/**
 * An order of a round's candidates, or of those still missing.
 *
 * @param number 0 for the first order, then how often the missing candidates were ordered again
 * @param orderedAt in epoch milliseconds
 * @param heardAt when it was ordered, or last had a verdict, in epoch milliseconds
 * @param overtaken whether later rounds were answered while it was silent
 */
public record Attempt(int number, long orderedAt, long heardAt, boolean overtaken) {
  static Attempt first(long now) {
    return new Attempt(0, now, now, false);
  }

  Attempt heard(long now) {
    return new Attempt(number, orderedAt, now, false);
  }

  Attempt next(long now) {
    return new Attempt(number + 1, now, now, false);
  }

  Attempt wasOvertaken() {
    return new Attempt(number, orderedAt, heardAt, true);
  }
}
