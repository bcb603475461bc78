package dev.winnow.sink.commit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a datasets directory to one sink: held by the operating system for as long as the process
 * lives, so that neither a second sink nor a zombie can commit.
 */
public final class Fence implements AutoCloseable {
  private final FileChannel channel;
  private final FileLock lock;

  /**
   * Takes the directory.
   *
   * @throws IOException if another sink has it
   */
  public Fence(Path directory) throws IOException {
    Files.createDirectories(directory);
    channel =
        FileChannel.open(
            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock taken = tryLock();
    if (taken == null) {
      channel.close();
      throw new IOException(
          "another sink is writing to '%s'; stop it, or give this one a directory of its own"
              .formatted(directory.toAbsolutePath().getParent()));
    }
    lock = taken;
  }

  /**
   * Checks that the directory is still ours.
   *
   * @throws IllegalStateException if not
   */
  public void requireHeld() {
    if (!lock.isValid()) {
      throw new IllegalStateException("the lock on the datasets directory was lost");
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private @Nullable FileLock tryLock() throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }
}
