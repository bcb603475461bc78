package dev.winnow.math.expr;

/**
 * The work, depth or digit bound of one comparison is spent. Carries no stack trace: it is a
 * result, not a fault.
 */
public final class LimitExceeded extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LimitExceeded(String bound) {
    super(bound, null, false, false);
  }
}
