package dev.winnow.math.value;

/**
 * The expression has no value in this arithmetic at this point. A result, not a fault: it carries
 * no stack trace.
 */
public final class Undefined extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Undefined(String why) {
    super(why, null, false, false);
  }
}
