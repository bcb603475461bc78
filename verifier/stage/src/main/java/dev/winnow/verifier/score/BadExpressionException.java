package dev.winnow.verifier.score;

/** An expression that cannot be used; the message says where and why. */
public final class BadExpressionException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  BadExpressionException(String message) {
    super(message);
  }
}
