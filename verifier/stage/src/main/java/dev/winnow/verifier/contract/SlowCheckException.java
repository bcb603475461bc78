package dev.winnow.verifier.contract;

/** A check takes longer than its contract allows. */
final class SlowCheckException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SlowCheckException(String message) {
    super(message, null, false, false);
  }
}
