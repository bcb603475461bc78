package dev.winnow.runtime.kafka;

import dev.winnow.schemas.plugin.BadPluginException;
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

/** Distinguishes exceptions caused by a record from exceptions caused by the environment. */
final class FailureCause {
  private FailureCause() {}

  /**
   * Returns whether this was probably thrown because of the record's content. An outage of the
   * broker or the registry, a rebalance, a disk error and a broken installation are not caused by
   * the record: it could be processed later.
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
      // Its subclasses concern tasks, locks and migrations; the class itself wraps any cause.
      case StreamsException streams -> streams.getClass() != StreamsException.class;
      case KafkaException kafka -> true;
      case IOException io -> true;
      case UncheckedIOException io -> true;
      case LinkageError broken -> true;
      case BadPluginException broken -> true;
      case InterruptedException interrupted -> true;
      default -> false;
    };
  }
}
