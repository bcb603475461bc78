package dev.winnow.schemas.serde;

import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;

/** The Confluent wire format: magic byte 0, schema id in four bytes (big-endian), Avro binary. */
final class Framing {
  static final int HEADER_BYTES = 5;
  private static final byte MAGIC = 0;

  private Framing() {}

  static byte[] header(int schemaId) {
    return ByteBuffer.allocate(HEADER_BYTES).put(MAGIC).putInt(schemaId).array();
  }

  static int schemaId(byte[] framed) {
    if (framed.length < HEADER_BYTES || framed[0] != MAGIC) {
      throw new SerializationException(
          "not Avro in the Confluent framing: expected magic byte 0 and a 4-byte schema id");
    }
    return ByteBuffer.wrap(framed).getInt(1);
  }
}
