package dev.winnow.sink.commit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.schemas.text.ReadErrors;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file of a commit log: one JSON object per line. It is read as a stream, so that memory does
 * not grow with the length of the log. A truncated last line was never a commit.
 */
final class CommitFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path path;

  /** Receives every commit, oldest first. */
  @FunctionalInterface
  interface Visitor {
    void visit(int ordinal, Commit commit) throws IOException;
  }

  CommitFile(Path path) {
    this.path = path;
  }

  static byte[] line(Commit commit) throws JsonProcessingException {
    return (JSON.writeValueAsString(commit) + '\n').getBytes(StandardCharsets.UTF_8);
  }

  /** Visits every complete commit; ordinals start at 1. */
  void forEach(Visitor visitor) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new Head(Files.newInputStream(path), wholeLength()), StandardCharsets.UTF_8))) {
      int ordinal = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        ordinal++;
        visitor.visit(ordinal, parse(line, ordinal));
      }
    }
  }

  /** Returns the number of bytes up to the end of the last complete line. */
  long wholeLength() throws IOException {
    if (!Files.exists(path)) {
      return 0;
    }
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      byte[] block = new byte[8192];
      long end = file.length();
      while (end > 0) {
        int size = (int) Math.min(block.length, end);
        file.seek(end - size);
        file.readFully(block, 0, size);
        for (int i = size - 1; i >= 0; i--) {
          if (block[i] == '\n') {
            return end - size + i + 1;
          }
        }
        end -= size;
      }
      return 0;
    }
  }

  private Commit parse(String line, int ordinal) throws IOException {
    try {
      return JSON.readValue(line, Commit.class);
    } catch (JsonProcessingException e) {
      throw new IOException(
          "%s is damaged at commit %d: %s".formatted(path, ordinal, ReadErrors.reading(e)), e);
    }
  }

  /** The first bytes of a stream. */
  private static final class Head extends FilterInputStream {
    private long left;

    Head(InputStream in, long length) {
      super(in);
      this.left = length;
    }

    @Override
    public int read() throws IOException {
      int next = left > 0 ? super.read() : -1;
      left -= next < 0 ? 0 : 1;
      return next;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int read = super.read(bytes, offset, (int) Math.min(length, left));
      left -= Math.max(0, read);
      return read;
    }
  }
}
