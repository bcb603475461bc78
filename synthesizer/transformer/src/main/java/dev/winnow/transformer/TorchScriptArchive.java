package dev.winnow.transformer;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes our TorchScript program as an archive for libtorch, without Python: a stored zip of the
 * program's source and a pickled module that holds the model's shape as attributes. It has no
 * weights, because they are arguments of every method.
 */
final class TorchScriptArchive {
  private static final String SOURCE = "llama.py";

  private TorchScriptArchive() {}

  /** Returns the archive of the program for a model of this shape. */
  static byte[] of(LlamaConfig config) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
        store(zip, "lm/version", "3\n".getBytes(StandardCharsets.US_ASCII));
        store(zip, "lm/constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
        store(zip, "lm/data.pkl", module(config));
        store(zip, "lm/code/__torch__.py", source());
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
  }

  private static byte[] source() throws IOException {
    try (InputStream in = TorchScriptArchive.class.getResourceAsStream(SOURCE)) {
      return Objects.requireNonNull(in, SOURCE).readAllBytes();
    }
  }

  /** libtorch maps the archive's entries into memory, so they must not be compressed. */
  private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    CRC32 crc = new CRC32();
    crc.update(content);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    entry.setTime(0);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  /** Pickle, protocol 2: {@code __torch__.LM} built from a dict of its attributes. */
  private static byte[] module(LlamaConfig config) throws IOException {
    Map<String, Integer> integers =
        new TreeMap<>(
            Map.of(
                "layers", config.layers(),
                "heads", config.heads(),
                "kv_heads", config.kvHeads(),
                "head_dim", config.headDim()));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(new byte[] {(byte) 0x80, 2});
    out.writeBytes("c__torch__\nLM\n)");
    out.write(0x81);
    out.writeBytes("}(");
    writeKey(out, "training");
    out.write(0x89);
    for (var integer : integers.entrySet()) {
      writeKey(out, integer.getKey());
      out.write('J');
      out.writeInt(Integer.reverseBytes(integer.getValue()));
    }
    writeKey(out, "eps");
    out.write('G');
    out.writeDouble(config.eps());
    out.writeBytes("ub.");
    return bytes.toByteArray();
  }

  private static void writeKey(DataOutputStream out, String key) throws IOException {
    out.write('X');
    out.writeInt(Integer.reverseBytes(key.length()));
    out.writeBytes(key);
  }
}
