package dev.winnow.ops.push;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.producers.json.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/**
 * The operations of one commit as lines of JSON, in a temporary file: small files are inside it, so
 * it may be larger than memory. Not thread-safe.
 */
final class CommitFile implements AutoCloseable {
  private final Path path;
  private final BufferedWriter lines;

  /**
   * @param parent commit that must be the latest one; empty where there is none
   */
  CommitFile(String summary, Optional<String> parent) throws IOException {
    this.path = Files.createTempFile("winnow-commit", ".ndjson");
    this.lines = Files.newBufferedWriter(path);
    ObjectNode header =
        Json.MAPPER.createObjectNode().put("summary", summary).put("description", "");
    parent.ifPresent(commit -> header.put("parentCommit", commit));
    write("header", header);
  }

  /** Adds a file whose content LFS has. */
  void addLfs(PushedFile file) throws IOException {
    write(
        "lfsFile",
        Json.MAPPER
            .createObjectNode()
            .put("path", file.path())
            .put("algo", "sha256")
            .put("oid", file.sha256())
            .put("size", file.bytes()));
  }

  /** Adds a file with its content. */
  void addRegular(PushedFile file) throws IOException {
    byte[] content;
    try (InputStream in = file.content().open()) {
      content = in.readNBytes(Math.toIntExact(file.bytes()));
    }
    if (content.length != file.bytes()) {
      throw new IOException("'%s' is shorter than it was".formatted(file.path()));
    }
    write(
        "file",
        Json.MAPPER
            .createObjectNode()
            .put("path", file.path())
            .put("encoding", "base64")
            .put("content", Base64.getEncoder().encodeToString(content)));
  }

  void delete(String removed) throws IOException {
    write("deletedFile", Json.MAPPER.createObjectNode().put("path", removed));
  }

  /** Returns the whole file; nothing can be added any more. */
  Path finish() throws IOException {
    lines.close();
    return path;
  }

  @Override
  public void close() throws IOException {
    try (lines) {
      Files.deleteIfExists(path);
    }
  }

  private void write(String key, ObjectNode value) throws IOException {
    ObjectNode line = Json.MAPPER.createObjectNode().put("key", key);
    line.set("value", value);
    lines.write(Json.MAPPER.writeValueAsString(line));
    lines.write('\n');
  }
}
