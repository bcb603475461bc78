package dev.winnow.schemas.serde;

import dev.winnow.schemas.serde.Decoded.Bad;
import dev.winnow.schemas.serde.Decoded.Good;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Decodes records from topics that anyone may write to. Bad bytes produce a value, not an
 * exception. Only an unreachable registry throws, because then the bytes cannot be judged.
 * Thread-safe.
 */
public final class Decoder<T extends SpecificRecord> {
  private final AvroDeserializer<T> deserializer;

  public Decoder(SchemaRegistry registry, Class<T> type) {
    this.deserializer = new AvroDeserializer<>(registry, type);
  }

  /** Decodes the value of one record; a missing value is bad as well. */
  public Decoded<T> decode(String topic, byte @Nullable [] value) {
    try {
      T decoded = deserializer.deserialize(topic, value);
      return decoded == null ? new Bad<>("EMPTY", "the record has no value") : new Good<>(decoded);
    } catch (UnknownSchemaException e) {
      return new Bad<>("UNKNOWN_SCHEMA", message(e));
    } catch (SerializationException e) {
      return new Bad<>("NOT_AVRO", message(e));
    }
  }

  private static String message(RuntimeException e) {
    return String.valueOf(e.getMessage());
  }
}
