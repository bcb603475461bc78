package dev.winnow.producers.publish;

import java.io.IOException;

/**
 * Kafka or the schema registry did not take a record. Nothing is wrong with the record: once they
 * are back, it can be published again.
 */
public final class PublishException extends IOException {
  private static final long serialVersionUID = 1L;

  PublishException(String message, Throwable cause) {
    super(message, cause);
  }
}
