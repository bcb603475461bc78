package dev.winnow.scorer.reward;

/**
 * An answer that says nothing of any input: its shape is wrong, or it is not about these inputs.
 */
public final class MalformedAnswerException extends Exception {
  private static final long serialVersionUID = 1;

  /** The message says what was expected and what came. */
  public MalformedAnswerException(String message) {
    super(message);
  }
}
