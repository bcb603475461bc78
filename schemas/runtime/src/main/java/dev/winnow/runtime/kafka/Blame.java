package dev.winnow.runtime.kafka;

import dev.winnow.schemas.serde.RegistryException;
import dev.winnow.schemas.serde.UnknownSchemaException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.jspecify.annotations.Nullable;

/** Tells what was thrown because of a record from what was thrown because of the surroundings. */
final class Blame {
  private Blame() {}

  /**
   * Whether this was thrown because of what the record holds, as far as can be told. An outage of
   * the broker or the registry, a rebalance, a disk and a broken installation are not the record's
   * fault: it would be processed well later on.
   */
  static boolean isOfTheRecord(Throwable thrown) {
    for (@Nullable Throwable e = thrown; e != null; e = e.getCause()) {
      if (e instanceof SerializationException
          || e instanceof RecordTooLargeException
          || e instanceof UnknownSchemaException) {
        return true;
      }
      if (isOfTheSurroundings(e)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOfTheSurroundings(Throwable e) {
    return switch (e) {
      case RegistryException registry -> true;
      case ProcessorStateException disk -> true;
      // Its subclasses are about tasks, locks and migrations; itself it wraps any cause.
      case StreamsException streams -> streams.getClass() != StreamsException.class;
      case KafkaException kafka -> true;
      case IOException io -> true;
      case UncheckedIOException io -> true;
      case LinkageError broken -> true;
      case InterruptedException interrupted -> true;
      default -> false;
    };
  }
}
