package dev.winnow.synthesizer.engine;

import org.jspecify.annotations.Nullable;

/** The trial will never succeed: its candidates are published as failed. */
public final class PermanentSamplingException extends SamplingException {
  private static final long serialVersionUID = 1L;

  public PermanentSamplingException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
