package dev.winnow.math.expr;

/**
 * A comparison has reached its limit of work, depth or digits. Carries no stack trace, because it
 * is a result, not an error.
 */
public final class LimitExceeded extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param bound the limit in a word, such as {@code steps}
   */
  public LimitExceeded(String bound) {
    super(bound, null, false, false);
  }
}
