package dev.winnow.verifier.optimize;

/** A text is no program of the forms that are read, or one that is too large. */
final class BadProgramException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadProgramException(String message) {
    super(message, null, false, false);
  }
}
