package dev.winnow.worker.engine;

import org.jspecify.annotations.Nullable;

/** The request may succeed later or on another worker: it is released to the pool. */
public final class TransientSamplingException extends SamplingException {
  private static final long serialVersionUID = 1L;

  public TransientSamplingException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
