package dev.winnow.scorer.code.suite;

/** The tests of a prompt cannot be used; the message says what is wrong and what is wanted. */
public final class BadTestsException extends Exception {
  private static final long serialVersionUID = 1L;

  public BadTestsException(String message) {
    super(message);
  }
}
