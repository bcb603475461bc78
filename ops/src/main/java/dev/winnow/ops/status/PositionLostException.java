package dev.winnow.ops.status;

/** A topic has fewer records than were read of it: it lost some, or it is another topic. */
public final class PositionLostException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  PositionLostException(String message) {
    super(message);
  }
}
