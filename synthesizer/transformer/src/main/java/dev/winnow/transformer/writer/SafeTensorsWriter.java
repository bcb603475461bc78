package dev.winnow.transformer.writer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/**
 * Writes tensors in the safetensors format: header length, JSON header, tensors, all little-endian
 * (<a href="https://github.com/huggingface/safetensors">specification</a>).
 */
public final class SafeTensorsWriter {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ALIGNMENT = 8;

  /** The type that values are written in. */
  public enum NumberType {
    F32(Float.BYTES),

    /** The upper half of a float32, rounded to the nearest, ties to even. */
    BF16(Short.BYTES);

    private final int width;

    NumberType(int width) {
      this.width = width;
    }
  }

  /** A tensor's values in row-major order. */
  public record Tensor(int[] shape, float[] values) {}

  private SafeTensorsWriter() {}

  /** Returns the file of these tensors in float32. */
  public static byte[] bytes(Map<String, Tensor> tensors) throws IOException {
    return bytes(tensors, NumberType.F32);
  }

  /** Returns the file of these tensors. */
  public static byte[] bytes(Map<String, Tensor> tensors, NumberType type) throws IOException {
    ObjectNode header = JSON.createObjectNode();
    header.putObject("__metadata__").put("format", "pt");
    long offset = 0;
    for (var entry : tensors.entrySet()) {
      ObjectNode node = header.putObject(entry.getKey()).put("dtype", type.name());
      ArrayNode shape = node.putArray("shape");
      for (int dimension : entry.getValue().shape()) {
        shape.add(dimension);
      }
      long end = offset + (long) type.width * entry.getValue().values().length;
      node.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    return write(padded(JSON.writeValueAsBytes(header)), tensors, type);
  }

  private static byte[] padded(byte[] header) {
    int length = (header.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    byte[] padded = new byte[length];
    java.util.Arrays.fill(padded, (byte) ' ');
    System.arraycopy(header, 0, padded, 0, header.length);
    return padded;
  }

  private static byte[] write(byte[] header, Map<String, Tensor> tensors, NumberType type)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(littleEndian(Long.BYTES).putLong(header.length).array());
    out.write(header);
    for (Tensor tensor : tensors.values()) {
      ByteBuffer data = littleEndian(type.width * tensor.values().length);
      for (float value : tensor.values()) {
        if (type == NumberType.F32) {
          data.putFloat(value);
        } else {
          data.putShort(bfloat16(value));
        }
      }
      out.write(data.array());
    }
    return out.toByteArray();
  }

  private static short bfloat16(float value) {
    int bits = Float.floatToIntBits(value);
    if (Float.isNaN(value)) {
      return (short) (bits >>> Short.SIZE);
    }
    int toEven = 0x7fff + (bits >>> Short.SIZE & 1);
    return (short) (bits + toEven >>> Short.SIZE);
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
