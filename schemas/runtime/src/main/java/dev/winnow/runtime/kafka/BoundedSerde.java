package dev.winnow.runtime.kafka;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Serializers that reject values too large for a record. The producer would reject them as well,
 * but later, when the record in process is no longer known, and with its whole transaction.
 */
public final class BoundedSerde {
  /** Maximum size of a value that a stage writes or stores; the rest of a record is its key. */
  public static final int MAX_VALUE_BYTES = TopicSettings.MAX_RECORD_BYTES - (8 << 10);

  private BoundedSerde() {}

  /** Returns a serde of unchanged bytes up to the limit, for the values of state stores. */
  public static Serde<byte[]> bytes() {
    Serde<byte[]> plain = Serdes.ByteArray();
    return Serdes.serdeFrom(serializer(plain.serializer()), plain.deserializer());
  }

  /**
   * Returns a serializer that behaves like this one, but throws a {@link SerializationException}
   * above the limit.
   */
  public static <T> Serializer<T> serializer(Serializer<T> inner) {
    return (topic, value) -> {
      byte[] bytes = inner.serialize(topic, value);
      if (bytes != null && bytes.length > MAX_VALUE_BYTES) {
        throw new SerializationException(
            "%d bytes for '%s', a record may have at most %d"
                .formatted(bytes.length, topic, MAX_VALUE_BYTES));
      }
      return bytes;
    };
  }
}
