package dev.winnow.worker;

/** No candidate of a request can be published, however often it is tried. */
final class UnpublishableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnpublishableException(String message) {
    super(message);
  }
}
