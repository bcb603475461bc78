package dev.winnow.verifier.check;

/** A recipe names a check that does not exist, or options that it does not have. */
public final class BadCheckException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public BadCheckException(String message) {
    super(message);
  }

  BadCheckException(String message, Throwable cause) {
    super(message, cause);
  }
}
