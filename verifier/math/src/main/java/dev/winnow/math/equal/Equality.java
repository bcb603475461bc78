package dev.winnow.math.equal;

/**
 * Whether two answers are equal, and the rule that decided it.
 *
 * @param rule name of the rule, for findings, such as {@code identical}
 */
public record Equality(Outcome outcome, String rule) {

  /** The outcome of a comparison. */
  public enum Outcome {
    /** The answers mean the same. */
    EQUAL,
    /** The answers have different values. */
    DIFFERENT_VALUE,
    /**
     * The same numbers in a form with another meaning: an open end instead of a closed one, a
     * missing base.
     */
    DIFFERENT_FORM,
    /** One of the answers has several readings with different results. */
    UNCLEAR
  }

  /** Returns that this rule found the answers equal. */
  public static Equality equal(String rule) {
    return new Equality(Outcome.EQUAL, rule);
  }

  /** Returns that this rule found different values. */
  public static Equality different(String rule) {
    return new Equality(Outcome.DIFFERENT_VALUE, rule);
  }

  /** Returns that this rule found the same numbers in a form with another meaning. */
  static Equality form(String rule) {
    return new Equality(Outcome.DIFFERENT_FORM, rule);
  }

  /** Returns that no decision is possible by this rule. */
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

  /** Returns whether the answers are equal. */
  public boolean isEqual() {
    return outcome == Outcome.EQUAL;
  }
}
