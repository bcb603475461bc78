package dev.winnow.ops.console;

import dev.winnow.producers.gateway.TemporaryStores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.kafka.common.utils.Utils;

/**
 * Where the read model is: a directory of its own in one that is given, or a temporary one, which
 * {@link #close} deletes. Not thread-safe.
 */
final class ReadModelDirectory implements AutoCloseable {
  private static final String NAME = "console";

  private final boolean isTemporary;
  private Optional<Path> directory;

  /**
   * @param parent where the model is kept; empty for a temporary directory
   */
  ReadModelDirectory(Optional<Path> parent) {
    this.isTemporary = parent.isEmpty();
    this.directory = parent.map(path -> path.resolve(NAME));
  }

  Path path() {
    if (directory.isEmpty()) {
      directory = Optional.of(TemporaryStores.create("winnow-console-"));
    }
    return directory.get();
  }

  /** Deletes the model; nothing may use it. */
  void delete() {
    try {
      if (directory.isPresent()) {
        Utils.delete(directory.get().toFile());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be deleted".formatted(directory.get()), e);
    }
  }

  @Override
  public void close() {
    if (isTemporary) {
      delete();
    }
  }
}
