package dev.winnow.scorer.code.session;

/** A program could not be judged, through no fault of its own. */
public final class UnjudgedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * @param code why, in capitals
   */
  public UnjudgedException(String code, String message) {
    super(message);
    this.code = code;
  }

  /** Returns why, in capitals. */
  public String code() {
    return code;
  }
}
