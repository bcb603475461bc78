package dev.winnow.sink.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;

/** File operations that survive a crash of the machine, not only of the process. */
final class Durable {
  private static final Pattern TEMPORARY = Pattern.compile("\\..+\\.[0-9a-f-]{36}\\.tmp");

  private Durable() {}

  /** Returns whether a file has a temporary name of this class. */
  static boolean isTemporary(Path file) {
    return TEMPORARY.matcher(String.valueOf(file.getFileName())).matches();
  }

  /** Renames a file, replacing an existing one of that name, and forces the rename to disk. */
  static void move(Path from, Path to) throws IOException {
    Files.createDirectories(directory(to));
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    syncDirectory(directory(to));
  }

  /**
   * Writes a whole file under a temporary name and renames it, so that readers see the old content
   * or the new.
   */
  static void replace(Path file, byte[] content) throws IOException {
    Path aside = write(file, content);
    try {
      move(aside, file);
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  /**
   * Writes a whole file under a temporary name and links it to its name, which fails if the name is
   * taken. So of several writers one succeeds, and readers never see a part of a file.
   *
   * @return false if the name is taken
   */
  static boolean createIfAbsent(Path file, byte[] content) throws IOException {
    if (Files.exists(file)) {
      return false;
    }
    Path aside = write(file, content);
    try {
      Files.createLink(file, aside);
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (UnsupportedOperationException e) {
      throw new IOException(
          "the file system of '%s' has no hard links: keep datasets on one that has, or on s3://"
              .formatted(file),
          e);
    } finally {
      Files.deleteIfExists(aside);
    }
    syncDirectory(directory(file));
    return true;
  }

  /** Forces the entries of a directory to disk; Windows does so by itself. */
  static void syncDirectory(Path directory) throws IOException {
    if (!System.getProperty("os.name").startsWith("Windows")) {
      try (FileChannel channel = FileChannel.open(directory)) {
        channel.force(true);
      }
    }
  }

  static Path directory(Path file) {
    return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a directory");
  }

  /** The name is unique, because several processes may write the same file. */
  private static Path write(Path file, byte[] content) throws IOException {
    Files.createDirectories(directory(file));
    Path aside = file.resolveSibling(".%s.%s.tmp".formatted(file.getFileName(), UUID.randomUUID()));
    Files.write(aside, content);
    try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    return aside;
  }
}
