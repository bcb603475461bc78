package dev.winnow.sink.commit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** File operations that survive a crash of the machine, not only of the process. */
public final class Durable {
  private Durable() {}

  /** Forces the content of a file to disk. */
  public static void sync(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Renames a file, replacing an existing one of that name, and forces the rename to disk. */
  public static void move(Path from, Path to) throws IOException {
    Path directory = to.toAbsolutePath().getParent();
    Objects.requireNonNull(directory, "a file has a directory");
    Files.createDirectories(directory);
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    syncDirectory(directory);
  }

  /**
   * Writes a whole file under a temporary name and renames it, so that readers see the old content
   * or the new.
   */
  public static void replace(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.resolveSibling("."));
    Path aside = file.resolveSibling('.' + file.getFileName().toString() + ".tmp");
    Files.write(aside, content);
    sync(aside);
    move(aside, file);
  }

  /** Forces the entries of a directory to disk; Windows does so by itself. */
  public static void syncDirectory(Path directory) throws IOException {
    if (!System.getProperty("os.name").startsWith("Windows")) {
      try (FileChannel channel = FileChannel.open(directory)) {
        channel.force(true);
      }
    }
  }
}
