package dev.winnow.ops.dataset;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.VerdictHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.parquet.io.LocalInputFile;

/**
 * The datasets of one recipe in a directory that no sink writes to.
 *
 * @param path the recipe's directory, with {@code accepted}, {@code rejected} and {@code undecided}
 *     in it
 */
public record DatasetDirectory(Path path) {
  /** Returns the directory of the rows of an outcome, whether or not it exists. */
  public Path of(Outcome outcome) {
    return path.resolve(outcome.toString().toLowerCase(Locale.ROOT));
  }

  /** Returns the data files of an outcome by name; none if there is no such directory. */
  public List<Path> files(Outcome outcome) throws IOException {
    if (!Files.isDirectory(of(outcome))) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(of(outcome))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("part-"))
          .sorted()
          .toList();
    }
  }

  /**
   * Returns the verdicts that replace others.
   *
   * @throws IllegalArgumentException if a row that replaces a verdict cannot be used
   * @throws IOException if a file cannot be read
   */
  public VerdictHistory history() throws IOException {
    VerdictHistory history = new VerdictHistory();
    for (Outcome outcome : Outcome.values()) {
      for (Path file : files(outcome)) {
        ReplacingRows.note(file.toString(), new LocalInputFile(file), history);
      }
    }
    return history;
  }
}
