package dev.winnow.worker.engine;

import dev.winnow.schemas.FailureCodes;
import org.jspecify.annotations.Nullable;

/** The request will never succeed: its candidates are published as failed. */
public final class PermanentSamplingException extends SamplingException {
  private static final long serialVersionUID = 1L;

  private final String code;

  /** Creates one for a reason without a specific code. */
  public PermanentSamplingException(String message, @Nullable Throwable cause) {
    this(FailureCodes.REFUSED_REQUEST, message, cause);
  }

  /**
   * @param code the reason in capitals; it becomes the failure code of the request's candidates
   */
  public PermanentSamplingException(String code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** Returns the reason as a code in capitals. */
  public String code() {
    return code;
  }
}
