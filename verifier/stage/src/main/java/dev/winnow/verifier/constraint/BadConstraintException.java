package dev.winnow.verifier.constraint;

/** An instruction is not known, or an argument is missing or cannot be used. */
final class BadConstraintException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadConstraintException(String message) {
    super(message, null, false, false);
  }
}
