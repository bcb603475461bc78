package dev.winnow.sink.describe;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.sink.commit.DataFile;
import dev.winnow.sink.commit.Durable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The list of a recipe's files: {@code manifest.jsonl}, one JSON object per line. A commit appends
 * to it, so that its cost does not grow with the dataset. A start writes it again from the commits,
 * because a crash may have left it incomplete. Not thread-safe.
 */
final class Manifest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final Path aside;

  /** Prepares a new manifest of the recipe in this directory. */
  Manifest(Path directory) throws IOException {
    this.file = directory.resolve("manifest.jsonl");
    this.aside = directory.resolve(".manifest.jsonl.tmp");
    Files.createDirectories(directory);
    Files.deleteIfExists(aside);
  }

  /** Adds a file before {@link #publish}. */
  void collect(DataFile data) throws IOException {
    append(aside, data);
  }

  /** Makes the collected files visible to readers. */
  void publish() throws IOException {
    if (Files.exists(aside)) {
      Durable.move(aside, file);
    }
  }

  /** Appends a file that is immediately visible to readers. */
  void append(DataFile data) throws IOException {
    append(file, data);
  }

  private static void append(Path to, DataFile data) throws IOException {
    byte[] line = (JSON.writeValueAsString(data) + '\n').getBytes(StandardCharsets.UTF_8);
    Files.write(to, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
