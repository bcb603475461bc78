package dev.winnow.scorer.reward;

/** A candidate that is not sent to the server. */
final class RefusedInputException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * @param code why, in capitals
   */
  RefusedInputException(String code, String message) {
    super(message);
    this.code = code;
  }

  String code() {
    return code;
  }
}
