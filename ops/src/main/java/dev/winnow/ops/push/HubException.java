package dev.winnow.ops.push;

import java.io.IOException;

/** The hub cannot be used, or refuses a request; the message says why, without the token. */
public final class HubException extends IOException {
  private static final long serialVersionUID = 1;

  HubException(String message) {
    super(message);
  }

  HubException(String message, Throwable cause) {
    super(message, cause);
  }
}
