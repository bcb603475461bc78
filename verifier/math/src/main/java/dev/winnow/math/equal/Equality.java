package dev.winnow.math.equal;

/** Whether two answers are equal, and the rule that decided it. */
public record Equality(Outcome outcome, String rule) {

  /** The outcome of a comparison. */
  public enum Outcome {
    EQUAL,
    DIFFERENT_VALUE,
    /**
     * The same numbers in a form with another meaning: an open end instead of a closed one, a
     * missing base.
     */
    DIFFERENT_FORM,
    /** One of the answers has several readings with different results. */
    UNCLEAR
  }

  public static Equality equal(String rule) {
    return new Equality(Outcome.EQUAL, rule);
  }

  public static Equality different(String rule) {
    return new Equality(Outcome.DIFFERENT_VALUE, rule);
  }

  static Equality form(String rule) {
    return new Equality(Outcome.DIFFERENT_FORM, rule);
  }

  public static Equality unclear(String rule) {
    return new Equality(Outcome.UNCLEAR, rule);
  }

  static Equality of(boolean equal, String rule) {
    return equal ? equal(rule) : different(rule);
  }

  /** Returns whether no decision is possible. */
  public boolean isUnclear() {
    return outcome == Outcome.UNCLEAR;
  }

  public boolean isEqual() {
    return outcome == Outcome.EQUAL;
  }
}
