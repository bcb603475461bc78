package dev.winnow.runtime.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stores of a stage on the local disk, and whether it closed them.
 *
 * <p>Under exactly-once, Kafka Streams deletes the stores of a process that was killed, since an
 * open transaction may be in them, and restores them from their changelogs. But it opens each of
 * them first to find out, and then assigns all partitions anew. To delete them before the start
 * takes the same stores from the disk, without that.
 */
final class LocalStores {
  private static final Logger LOG = LoggerFactory.getLogger(LocalStores.class);

  /** A task's directory, or that of the global tables. The process's own file stays. */
  private static final Pattern STORES = Pattern.compile("\\d+_\\d+|global");

  private final String stage;
  private final Path directory;
  private final Path closed;

  /**
   * Describes stores, without a look at the disk.
   *
   * @param directory the directory of the application's state
   */
  LocalStores(String stage, Path directory) {
    this.stage = stage;
    this.directory = directory;
    this.closed = directory.resolve("closed");
  }

  /**
   * Deletes what a killed process left, and notes that the stores are in use. It is called while
   * this process holds the lock of the directory, and before Streams opens a store.
   *
   * @throws UncheckedIOException if the directory cannot be read or written
   */
  void open() {
    try {
      if (Files.isRegularFile(closed)) {
        Files.delete(closed);
      } else {
        deleteStores();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the stores of an earlier %s in '%s' cannot be deleted; stop what uses them, or choose another directory"
              .formatted(stage, directory),
          e);
    }
  }

  /** Notes that every store was closed. Without the note the next start restores them. */
  void close() {
    try {
      Files.createFile(closed);
    } catch (NoSuchFileException e) {
      LOG.debug("stage={} event=no-state-directory", stage);
    } catch (IOException e) {
      LOG.warn(
          "stage={} event=stores-will-be-restored reason='cannot write {}: {}'", stage, closed, e);
    }
  }

  private void deleteStores() throws IOException {
    if (!Files.isDirectory(directory)) {
      return;
    }
    List<Path> left;
    try (Stream<Path> files = Files.list(directory)) {
      left = files.filter(file -> STORES.matcher(file.getFileName().toString()).matches()).toList();
    }
    for (Path stores : left) {
      Utils.delete(stores.toFile());
    }
    if (!left.isEmpty()) {
      LOG.info(
          "stage={} event=stores-deleted count={} reason='their process was killed'",
          stage,
          left.size());
    }
  }
}
