package dev.winnow.transformer;

import org.jspecify.annotations.Nullable;

/** A model directory cannot be used; the message names the file, the problem, and how to fix it. */
public final class ModelLoadException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ModelLoadException(String message) {
    super(message);
  }

  public ModelLoadException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
