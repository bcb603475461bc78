package dev.winnow.verifier.math.equal;

/** Whether two answers are equal, and the rule that decided. */
public record Decision(Outcome outcome, String rule) {

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

  public static Decision equal(String rule) {
    return new Decision(Outcome.EQUAL, rule);
  }

  public static Decision different(String rule) {
    return new Decision(Outcome.DIFFERENT_VALUE, rule);
  }

  static Decision form(String rule) {
    return new Decision(Outcome.DIFFERENT_FORM, rule);
  }

  public static Decision unclear(String rule) {
    return new Decision(Outcome.UNCLEAR, rule);
  }

  static Decision of(boolean equal, String rule) {
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
