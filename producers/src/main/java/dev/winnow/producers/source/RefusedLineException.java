package dev.winnow.producers.source;

import dev.winnow.producers.json.Json;

/**
 * A row is not a prompt; the message says why and how to mend it. The message holds no control
 * characters, whatever the row held.
 */
public final class RefusedLineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final RefusalKind kind;

  public RefusedLineException(RefusalKind kind, String message) {
    super(Json.printable(message));
    this.kind = kind;
  }

  /** What kind of reason it is. */
  public RefusalKind kind() {
    return kind;
  }
}
