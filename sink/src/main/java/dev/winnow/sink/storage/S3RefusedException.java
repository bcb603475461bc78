package dev.winnow.sink.storage;

import java.io.IOException;

/** An object store's answer that is not a success. */
final class S3RefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;

  S3RefusedException(String message, int status, Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  /** Returns the HTTP status. */
  int status() {
    return status;
  }
}
