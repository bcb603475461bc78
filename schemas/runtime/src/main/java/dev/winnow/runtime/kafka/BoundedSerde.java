package dev.winnow.runtime.kafka;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Serializers that refuse what no record can hold. The producer would refuse it as well, but later,
 * when it is not known any more which record was in process, and with its whole transaction.
 */
public final class BoundedSerde {
  /** Most bytes of a value that a stage writes or stores: the rest of a record is its key. */
  public static final int MAX_VALUE_BYTES = TopicSettings.MAX_RECORD_BYTES - (8 << 10);

  private BoundedSerde() {}

  /** Bytes as they are, up to the bound: the values of state stores. */
  public static Serde<byte[]> bytes() {
    Serde<byte[]> plain = Serdes.ByteArray();
    return Serdes.serdeFrom(serializer(plain.serializer()), plain.deserializer());
  }

  /** The same serializer, which throws a {@link SerializationException} above the bound. */
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
