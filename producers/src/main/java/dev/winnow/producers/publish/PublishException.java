package dev.winnow.producers.publish;

import java.io.IOException;

/**
 * Kafka or the schema registry did not accept a record. The record itself is valid and can be
 * published again once they are available.
 */
public final class PublishException extends IOException {
  private static final long serialVersionUID = 1L;

  PublishException(String message, Throwable cause) {
    super(message, cause);
  }
}
