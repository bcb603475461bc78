package dev.winnow.scorer;

import org.jspecify.annotations.Nullable;

/** Requests may be scored later or by another worker: they are released to the pool. */
public final class TransientScoringException extends Exception {
  private static final long serialVersionUID = 1L;

  public TransientScoringException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
