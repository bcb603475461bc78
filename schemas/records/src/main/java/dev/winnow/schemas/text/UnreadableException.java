package dev.winnow.schemas.text;

import java.io.IOException;

/**
 * An input cannot be read, or not to its end. The message says what, where and how to fix it, in
 * words for the person who provided it.
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
