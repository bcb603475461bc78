package dev.winnow.schemas.serde;

import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** The registry could not be reached, or rejected a schema. A later attempt may succeed. */
public class RegistryException extends KafkaException {
  private static final long serialVersionUID = 1L;

  public RegistryException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
