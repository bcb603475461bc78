package dev.winnow.training;

import dev.winnow.transformer.ModelDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** What identifies a tuning: a SHA-256 of its configuration, its model's weights and its tokens. */
final class TuningRunId {
  private static final int BUFFER = 1 << 16;

  private TuningRunId() {}

  static String of(TuningConfig config, ModelDirectory model, List<TuningUnit> units)
      throws IOException {
    MessageDigest digest = sha256();
    digest.update(config.toString().getBytes(StandardCharsets.UTF_8));
    for (Path file : model.weights()) {
      update(digest, file);
    }
    for (TuningUnit unit : units) {
      for (TokenText text : unit.texts()) {
        update(digest, text);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * Identifies a tuning that follows a stream.
   *
   * @param stream identity of the stream, see {@link RowStream#id}
   */
  static String of(TuningConfig config, ModelDirectory model, String stream) throws IOException {
    MessageDigest digest = sha256();
    digest.update(config.toString().getBytes(StandardCharsets.UTF_8));
    for (Path file : model.weights()) {
      update(digest, file);
    }
    digest.update(stream.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void update(MessageDigest digest, Path file) throws IOException {
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
  }

  private static void update(MessageDigest digest, TokenText text) {
    ByteBuffer bytes = ByteBuffer.allocate((text.ids().length + 2) * Long.BYTES);
    bytes.putLong(text.ids().length).putLong(text.start());
    for (long id : text.ids()) {
      bytes.putLong(id);
    }
    digest.update(bytes.array());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
