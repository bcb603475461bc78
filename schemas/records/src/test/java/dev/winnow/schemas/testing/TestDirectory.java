package dev.winnow.schemas.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * A directory of a test, deleted when it is closed. It is in memory where the machine has enough:
 * Kafka's test driver flushes all stores after each record, so that a test on a disk mostly waits
 * for its syncs. JUnit takes the directories of {@code @TempDir} from here too.
 */
public record TestDirectory(Path path) implements AutoCloseable {
  /** Above what all tests that run side by side keep. */
  private static final long ENOUGH_BYTES = 8L << 30;

  private static final Path MEMORY = Path.of("/dev/shm");

  private static final Path PARENT =
      isUsable(MEMORY) ? MEMORY : Path.of(System.getProperty("java.io.tmpdir"));

  /** Creates an empty directory. */
  public static TestDirectory create(String prefix) {
    try {
      return new TestDirectory(Files.createTempDirectory(PARENT, prefix));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      Utils.delete(path.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("files of a test stay in " + path, e);
    }
  }

  /**
   * Returns whether this is memory, has room, and lets programs run; containers often forbid it.
   */
  private static boolean isUsable(Path memory) {
    try {
      if (!Files.isWritable(memory) || Files.getFileStore(memory).getUsableSpace() < ENOUGH_BYTES) {
        return false;
      }
      Path program =
          Files.createTempFile(
              memory,
              "program",
              "",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      boolean runs = Files.isExecutable(program);
      Files.delete(program);
      return runs;
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  /** Creates the directories of {@code @TempDir}, which JUnit deletes itself. */
  public static final class Factory implements TempDirFactory {
    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test) {
      return create("junit-").path();
    }
  }
}
