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
 * Locks a datasets directory for one sink. The operating system holds the lock for as long as the
 * process lives, so neither a second sink nor a zombie can commit.
 */
public final class Fence implements AutoCloseable {
  private final FileChannel channel;
  private final FileLock lock;

  /** Locks the directory. @throws IOException if another sink has locked it */
  public Fence(Path directory) throws IOException {
    Files.createDirectories(directory);
    channel =
        FileChannel.open(
            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock taken = tryLock();
    if (taken == null) {
      channel.close();
      throw new IOException(
          "another sink is writing to '%s'; stop it, or give this one another directory"
              .formatted(directory.toAbsolutePath().getParent()));
    }
    lock = taken;
  }

  /** Checks that the lock is still held. @throws IllegalStateException if it is not */
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
