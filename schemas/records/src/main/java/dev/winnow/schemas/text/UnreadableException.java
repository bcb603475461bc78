package dev.winnow.schemas.text;

import java.io.IOException;

/**
 * Something that was given cannot be read, or not to its end; the message says what, where and how
 * to mend it, in words for whoever gave it.
 */
public final class UnreadableException extends IOException {
  private static final long serialVersionUID = 1L;

  public UnreadableException(String message) {
    super(message);
  }

  public UnreadableException(String message, Throwable cause) {
    super(message, cause);
  }
}
