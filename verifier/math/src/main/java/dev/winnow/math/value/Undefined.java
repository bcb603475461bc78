package dev.winnow.math.value;

/**
 * The expression has no value in this arithmetic at this point. Carries no stack trace, because it
 * is a result, not an error.
 */
public final class Undefined extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Undefined(String why) {
    super(why, null, false, false);
  }
}
