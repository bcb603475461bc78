package dev.winnow.producers.source;

import dev.winnow.producers.json.Json;

/**
 * A row is not a legal prompt. The message states the reason and the remedy; it holds no control
 * characters, even if the row does.
 */
public final class RefusedLineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final RefusalKind kind;

  public RefusedLineException(RefusalKind kind, String message) {
    super(Json.printable(message));
    this.kind = kind;
  }

  /** Returns the kind of the reason. */
  public RefusalKind kind() {
    return kind;
  }
}
