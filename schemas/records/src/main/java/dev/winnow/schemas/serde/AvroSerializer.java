package dev.winnow.schemas.serde;

import dev.winnow.schemas.AvroTrust;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes generated records in the Confluent framing, under the subject {@code <topic>-value}.
 * Thread-safe: encoders are reused per thread.
 */
public final class AvroSerializer<T extends SpecificRecord> implements Serializer<T> {
  private static final ThreadLocal<@Nullable BinaryEncoder> ENCODER = new ThreadLocal<>();

  static {
    AvroTrust.install();
  }

  private final SchemaRegistry registry;
  private final Map<Schema, SpecificDatumWriter<T>> writers = new ConcurrentHashMap<>();
  private final Map<String, Integer> ids = new ConcurrentHashMap<>();

  public AvroSerializer(SchemaRegistry registry) {
    this.registry = registry;
  }

  @Override
  public byte @Nullable [] serialize(String topic, @Nullable T value) {
    if (value == null) {
      return null;
    }
    Schema schema = value.getSchema();
    int id = ids.computeIfAbsent(topic, name -> registry.register(name + "-value", schema));
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream(512);
      out.write(Framing.header(id));
      // Buffered: a write to the stream for each field costs more than the copy.
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, ENCODER.get());
      ENCODER.set(encoder);
      writers.computeIfAbsent(schema, AvroSerializer::writer).write(value, encoder);
      encoder.flush();
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
  }

  private static <T> SpecificDatumWriter<T> writer(Schema schema) {
    return new SpecificDatumWriter<>(schema);
  }
}
