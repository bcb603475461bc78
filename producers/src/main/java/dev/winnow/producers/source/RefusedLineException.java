package dev.winnow.producers.source;

/** A line is not a prompt; the message says why and how to mend it. */
public final class RefusedLineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RefusedLineException(String message) {
    super(message);
  }
}
