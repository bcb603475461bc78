package dev.winnow.worker.engine;

import org.jspecify.annotations.Nullable;

/** A request could not be sampled. The subclass determines whether a retry can help. */
public abstract sealed class SamplingException extends Exception
    permits TransientSamplingException, PermanentSamplingException {
  private static final long serialVersionUID = 1L;

  SamplingException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
