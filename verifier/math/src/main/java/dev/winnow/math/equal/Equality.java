package dev.winnow.math.equal;

/** Whether two answers are equal, and the rule that decided. */
public record Equality(Outcome outcome, String rule) {

  /** The outcome of a comparison. */
  public enum Outcome {
    EQUAL,
    DIFFERENT_VALUE,
    /**
     * The same numbers in a shape that means something else: an open end for a closed one, a
     * dropped base.
     */
    DIFFERENT_FORM,
    /** One of the answers can be read in several ways, and they do not agree. */
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

  /** Whether nothing can be said about the answers. */
  public boolean isUnclear() {
    return outcome == Outcome.UNCLEAR;
  }

  public boolean isEqual() {
    return outcome == Outcome.EQUAL;
  }
}
