package dev.winnow.schemas.serde;

import dev.winnow.schemas.AvroTrust;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads generated records in the Confluent framing and resolves the writer's schema to ours.
 *
 * <p>Records are hostile input. Bytes that do not parse, or that parse with bytes left over, cause
 * a {@link SerializationException}. Avro limits the allocation for a declared length by the number
 * of bytes present. An unreachable registry causes a {@link RegistryException} instead, so that an
 * outage is never mistaken for bad data. Thread-safe.
 */
public final class AvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {
  private static final ThreadLocal<@Nullable BinaryDecoder> DECODER = new ThreadLocal<>();

  static {
    AvroTrust.install();
  }

  private final SchemaRegistry registry;
  private final Schema readerSchema;
  private final SpecificData data;
  private final Map<Integer, SpecificDatumReader<T>> readers = new ConcurrentHashMap<>();

  public AvroDeserializer(SchemaRegistry registry, Class<T> type) {
    this.registry = registry;
    this.data = SpecificData.getForClass(type);
    this.readerSchema = data.getSchema(type);
  }

  @Override
  public @Nullable T deserialize(String topic, byte @Nullable [] framed) {
    return framed == null ? null : decode(framed);
  }

  private T decode(byte[] framed) {
    int id = Framing.schemaId(framed);
    SpecificDatumReader<T> reader = readers.computeIfAbsent(id, this::reader);
    int length = framed.length - Framing.HEADER_BYTES;
    try {
      BinaryDecoder decoder =
          DecoderFactory.get().binaryDecoder(framed, Framing.HEADER_BYTES, length, DECODER.get());
      DECODER.set(decoder);
      T value = reader.read(null, decoder);
      if (!decoder.isEnd()) {
        throw new SerializationException("bytes left over after the record of schema " + id);
      }
      return value;
    } catch (StackOverflowError e) {
      throw new SerializationException(
          "written under schema %d it nests deeper than can be read".formatted(id));
    } catch (IOException | RuntimeException e) {
      // Avro reports hostile bytes with half a dozen unrelated unchecked exceptions.
      throw new SerializationException(
          "does not parse as %s written under schema %d: %s"
              .formatted(readerSchema.getName(), id, e.getMessage()),
          e);
    }
  }

  /**
   * Anyone may register a schema, so an incompatible or unsafe schema is an error of the record.
   */
  private SpecificDatumReader<T> reader(int id) {
    Schema writer = registry.byId(id);
    SchemaBounds.requireHarmless(id, writer);
    return new SpecificDatumReader<>(writer, readerSchema, data);
  }
}
