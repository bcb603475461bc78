package dev.winnow.worker.engine.djl;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds a model file in llama.cpp's format, GGUF version 3: little-endian, the metadata first,
 * then a directory of the tensors, then their values in float32. Not thread-safe.
 */
final class GgufFile {
  private static final byte[] MAGIC = "GGUF".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 3;

  /** Where the format has every tensor begin at a multiple of, unless the metadata says other. */
  private static final int ALIGNMENT = 32;

  private static final int UINT32 = 4;
  private static final int INT32 = 5;
  private static final int FLOAT32 = 6;
  private static final int BOOL = 7;
  private static final int STRING = 8;
  private static final int ARRAY = 9;
  private static final int TENSOR_F32 = 0;

  private final ByteArrayOutputStream metadata = new ByteArrayOutputStream();
  private final List<Tensor> tensors = new ArrayList<>();
  private int keys;

  private record Tensor(String name, float[] values, int[] shape) {}

  GgufFile uint32(String key, int value) {
    key(key, UINT32);
    metadata.writeBytes(int32(value));
    return this;
  }

  GgufFile float32(String key, double value) {
    key(key, FLOAT32);
    metadata.writeBytes(int32(Float.floatToIntBits((float) value)));
    return this;
  }

  GgufFile bool(String key, boolean value) {
    key(key, BOOL);
    metadata.write(value ? 1 : 0);
    return this;
  }

  GgufFile string(String key, String value) {
    key(key, STRING);
    metadata.writeBytes(text(value));
    return this;
  }

  GgufFile strings(String key, List<String> values) {
    array(key, STRING, values.size());
    values.forEach(value -> metadata.writeBytes(text(value)));
    return this;
  }

  GgufFile int32s(String key, List<Integer> values) {
    array(key, INT32, values.size());
    values.forEach(value -> metadata.writeBytes(int32(value)));
    return this;
  }

  /** A tensor in row-major order, its slowest dimension first. */
  GgufFile tensor(String name, float[] values, int... shape) {
    tensors.add(new Tensor(name, values, shape));
    return this;
  }

  void write(Path file) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(MAGIC);
    out.writeBytes(int32(VERSION));
    out.writeBytes(int64(tensors.size()));
    out.writeBytes(int64(keys));
    out.writeBytes(metadata.toByteArray());
    writeDirectory(out);
    pad(out);
    for (Tensor tensor : tensors) {
      out.writeBytes(bytes(tensor.values()));
      pad(out);
    }
    Files.write(file, out.toByteArray());
  }

  /** Offsets are counted from the first tensor; the fastest dimension comes first. */
  private void writeDirectory(ByteArrayOutputStream out) {
    long offset = 0;
    for (Tensor tensor : tensors) {
      out.writeBytes(text(tensor.name()));
      out.writeBytes(int32(tensor.shape().length));
      for (int i = tensor.shape().length - 1; i >= 0; i--) {
        out.writeBytes(int64(tensor.shape()[i]));
      }
      out.writeBytes(int32(TENSOR_F32));
      out.writeBytes(int64(offset));
      offset += aligned((long) tensor.values().length * Float.BYTES);
    }
  }

  private void key(String key, int type) {
    metadata.writeBytes(text(key));
    metadata.writeBytes(int32(type));
    keys++;
  }

  private void array(String key, int type, int size) {
    key(key, ARRAY);
    metadata.writeBytes(int32(type));
    metadata.writeBytes(int64(size));
  }

  private static void pad(ByteArrayOutputStream out) {
    out.writeBytes(new byte[(int) (aligned(out.size()) - out.size())]);
  }

  private static long aligned(long bytes) {
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  private static byte[] text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return littleEndian(Long.BYTES + bytes.length).putLong(bytes.length).put(bytes).array();
  }

  private static byte[] bytes(float[] values) {
    ByteBuffer buffer = littleEndian(values.length * Float.BYTES);
    buffer.asFloatBuffer().put(values);
    return buffer.array();
  }

  private static byte[] int32(int value) {
    return littleEndian(Integer.BYTES).putInt(value).array();
  }

  private static byte[] int64(long value) {
    return littleEndian(Long.BYTES).putLong(value).array();
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
