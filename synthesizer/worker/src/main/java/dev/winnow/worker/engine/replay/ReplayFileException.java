package dev.winnow.worker.engine.replay;

/** A recording cannot be played; the message names file, line and error. */
public final class ReplayFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ReplayFileException(String message) {
    super(message);
  }

  public ReplayFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
