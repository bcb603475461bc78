package dev.winnow.ops.push;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A file in the repository.
 *
 * @param bytes its size
 * @param blob its id in Git: SHA-1 of a header and the content, or of the pointer to it
 * @param sha256 SHA-256 of the content, if it is kept by LFS
 */
record RemoteFile(long bytes, String blob, Optional<String> sha256) {
  private static final int BLOCK = 1 << 16;

  /** Reads an entry of the hub's listing. */
  static RemoteFile of(JsonNode entry) {
    JsonNode lfs = entry.path("lfs");
    return new RemoteFile(
        lfs.path("size").asLong(entry.path("size").asLong(-1)),
        entry.path("oid").asText(),
        lfs.path("oid").isTextual()
            ? Optional.of(lfs.path("oid").asText().replaceFirst("^sha256:", ""))
            : Optional.empty());
  }

  /** Returns whether it has the content of this file; reads the file where only Git's id tells. */
  boolean isSame(PushedFile file) throws IOException {
    if (bytes != file.bytes()) {
      return false;
    }
    return sha256.isPresent() ? sha256.get().equals(file.sha256()) : blob.equals(blob(file));
  }

  private static String blob(PushedFile file) throws IOException {
    MessageDigest sha1 = Digests.of("SHA-1");
    sha1.update("blob %d\0".formatted(file.bytes()).getBytes(StandardCharsets.US_ASCII));
    try (InputStream content = file.content().open()) {
      byte[] block = new byte[BLOCK];
      for (int read = content.read(block); read >= 0; read = content.read(block)) {
        sha1.update(block, 0, read);
      }
    }
    return HexFormat.of().formatHex(sha1.digest());
  }
}
