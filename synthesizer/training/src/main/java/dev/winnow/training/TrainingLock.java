package dev.winnow.training;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a directory for one training. The operating system frees it when the process ends, however
 * it ends. Not thread-safe.
 */
final class TrainingLock implements AutoCloseable {
  static final String NAME = ".training.lock";

  private final Path path;
  private final FileChannel channel;

  private TrainingLock(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Takes a directory, and creates it if it is missing.
   *
   * @throws IllegalArgumentException if another training has it
   */
  static TrainingLock of(Path directory) throws IOException {
    Path path = Files.createDirectories(directory).resolve(NAME);
    while (true) {
      FileChannel channel =
          FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        if (!isLocked(channel)) {
          throw new IllegalArgumentException(
              "%s: another training writes to it; choose another directory".formatted(directory));
        }
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
      if (Files.exists(path)) {
        return new TrainingLock(path, channel);
      }
      // A training that ended deleted the file after it was opened here.
      channel.close();
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // This process has it already.
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      Files.deleteIfExists(path);
    }
  }
}
