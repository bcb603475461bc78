package dev.winnow.transformer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads tensors from safetensors files, which are mapped into memory while they are read (<a
 * href="https://github.com/huggingface/safetensors">specification</a>). Sizes in the header are
 * checked against the file first.
 */
public final class SafeTensors {
  private static final long MAX_HEADER_BYTES = 100_000_000;
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Map<String, Entry> entries = new HashMap<>();

  /** The place of a tensor: {@code bytes} bytes starting at byte {@code from}. */
  private record Entry(Path file, String type, int[] shape, long from, long bytes) {}

  public SafeTensors(List<Path> files) {
    files.forEach(this::index);
  }

  /** Returns a tensor's values in row-major order, as float32; empty if there is no such tensor. */
  public Optional<float[]> read(String name, int[] shape) {
    Entry entry = entries.get(name);
    if (entry == null) {
      return Optional.empty();
    }
    if (!Arrays.equals(entry.shape(), shape)) {
      throw new ModelLoadException(
          "%s: tensor '%s' has shape %s, config.json asks for %s"
              .formatted(
                  entry.file(), name, Arrays.toString(entry.shape()), Arrays.toString(shape)));
    }
    return Optional.of(values(name, entry, map(entry)));
  }

  /**
   * Returns the values of a weight, its parts one after the other; empty if one of them is not
   * there.
   */
  public Optional<float[]> read(WeightLayout.Weight weight) {
    float[] values = new float[weight.size()];
    int at = 0;
    for (WeightLayout.Part part : weight.parts()) {
      Optional<float[]> read = read(part.name(), part.shape());
      if (read.isEmpty()) {
        return Optional.empty();
      }
      System.arraycopy(read.get(), 0, values, at, read.get().length);
      at += read.get().length;
    }
    return Optional.of(values);
  }

  /** Returns the names of all tensors in the files. */
  public Set<String> names() {
    return Set.copyOf(entries.keySet());
  }

  private void index(Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      long headerBytes = headerBytes(channel);
      if (headerBytes < 2
          || headerBytes > Math.min(MAX_HEADER_BYTES, channel.size() - Long.BYTES)) {
        throw new ModelLoadException(
            file + " is not a safetensors file, or it is cut off; fetch it again");
      }
      byte[] header = new byte[(int) headerBytes];
      channel.map(MapMode.READ_ONLY, Long.BYTES, headerBytes).get(header);
      JsonNode root = JSON.readTree(new String(header, StandardCharsets.UTF_8));
      long start = Long.BYTES + headerBytes;
      long length = channel.size() - start;
      root.properties()
          .forEach(field -> add(file, field.getKey(), field.getValue(), start, length));
    } catch (IOException e) {
      throw new ModelLoadException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static long headerBytes(FileChannel channel) throws IOException {
    ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    return channel.read(length, 0) < Long.BYTES ? -1 : length.getLong(0);
  }

  private static ByteBuffer map(Entry entry) {
    try (FileChannel channel = FileChannel.open(entry.file())) {
      return channel
          .map(MapMode.READ_ONLY, entry.from(), entry.bytes())
          .order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException e) {
      throw new ModelLoadException(
          "%s cannot be read: %s".formatted(entry.file(), e.getMessage()), e);
    }
  }

  private void add(Path file, String name, JsonNode node, long start, long length) {
    if (name.equals("__metadata__")) {
      return;
    }
    long from = node.path("data_offsets").path(0).asLong(-1);
    long to = node.path("data_offsets").path(1).asLong(-1);
    if (from < 0 || to < from || to > length) {
      throw new ModelLoadException(
          "%s: tensor '%s' lies outside of the file, which may be cut off; fetch it again"
              .formatted(file, name));
    }
    int[] shape = new int[node.path("shape").size()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = node.path("shape").path(i).asInt();
    }
    String type = node.path("dtype").asText();
    entries.put(name, new Entry(file, type, shape, start + from, to - from));
  }

  private static float[] values(String name, Entry entry, ByteBuffer data) {
    long size = 1;
    for (int dimension : entry.shape()) {
      size = Math.multiplyExact(size, dimension);
    }
    int width = width(name, entry);
    if (size > Integer.MAX_VALUE - 8 || size * width != entry.bytes()) {
      throw new ModelLoadException(
          "%s: tensor '%s' has %d bytes, its shape asks for %d"
              .formatted(entry.file(), name, entry.bytes(), size * width));
    }
    float[] values = new float[(int) size];
    switch (entry.type()) {
      case "F32" -> data.asFloatBuffer().get(values);
      case "BF16" -> {
        for (int i = 0; i < values.length; i++) {
          values[i] = Float.intBitsToFloat(data.getShort(2 * i) << 16);
        }
      }
      case "F16" -> {
        for (int i = 0; i < values.length; i++) {
          values[i] = Float.float16ToFloat(data.getShort(2 * i));
        }
      }
      default -> throw new IllegalStateException("a width was known for " + entry.type());
    }
    return values;
  }

  private static int width(String name, Entry entry) {
    return switch (entry.type()) {
      case "F32" -> Float.BYTES;
      case "F16", "BF16" -> Short.BYTES;
      default ->
          throw new ModelLoadException(
              "%s: tensor '%s' is of type %s; F32, F16 and BF16 are supported"
                  .formatted(entry.file(), name, entry.type()));
    };
  }
}
