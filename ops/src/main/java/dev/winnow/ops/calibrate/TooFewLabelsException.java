package dev.winnow.ops.calibrate;

/** Nothing can be promised from so few labels; the message says how many are needed. */
public final class TooFewLabelsException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  TooFewLabelsException(String message) {
    super(message);
  }
}
