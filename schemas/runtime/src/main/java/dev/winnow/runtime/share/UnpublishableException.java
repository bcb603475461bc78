package dev.winnow.runtime.share;

/** No result of a request can be published, however often it is tried. */
public final class UnpublishableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnpublishableException(String message) {
    super(message);
  }
}
