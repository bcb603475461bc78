package dev.winnow.scorer.code.sandbox;

/** The sandbox itself failed, before the program began: nothing is known of the program. */
public final class SandboxException extends Exception {
  private static final long serialVersionUID = 1L;

  public SandboxException(String message) {
    super(message);
  }

  public SandboxException(String message, Throwable cause) {
    super(message, cause);
  }
}
