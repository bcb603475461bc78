package dev.winnow.ops.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a broker's directory for one process. Kafka has a lock of its own, but its controller reads
 * and writes the metadata log before it takes that. The operating system frees this one when the
 * process ends, however it ends. The file stays: one that is deleted while it is locked could be
 * made and locked again.
 */
final class BrokerLock implements AutoCloseable {
  private static final String NAME = ".winnow.lock";

  private final FileChannel channel;

  private BrokerLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes a directory, and creates it if it is missing.
   *
   * @throws IOException if another process has it, or the directory cannot be written
   */
  static BrokerLock of(Path directory) throws IOException {
    Path file = Files.createDirectories(directory).resolveSibling(directory.getFileName() + NAME);
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (lock(channel) == null) {
        throw new IOException(
            "'%s' is used by another process, a 'winnow local' perhaps; stop that, or choose another directory"
                .formatted(directory.toAbsolutePath().getParent()));
      }
      return new BrokerLock(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // This process has it already.
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
