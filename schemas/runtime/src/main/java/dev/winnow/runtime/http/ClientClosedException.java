package dev.winnow.runtime.http;

/** The client was closed before the server gave an answer: the request may be sent elsewhere. */
public final class ClientClosedException extends Exception {
  private static final long serialVersionUID = 1L;

  ClientClosedException() {
    super("the engine is closed");
  }
}
