package dev.winnow.producers.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Directories of {@link DurableStore}s that are not kept. The process that uses one deletes it. A
 * killed process cannot, so the next process that makes a directory does.
 */
public final class TemporaryStores {
  private static final Logger LOG = LoggerFactory.getLogger(TemporaryStores.class);

  /** A directory that was just made may not be in use yet. */
  private static final Duration YOUNG = Duration.ofMinutes(1);

  /**
   * The directories of this process, which it does not open again: closing a file that this process
   * has locked would release the lock.
   */
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  private TemporaryStores() {}

  /**
   * Makes a directory whose name begins with this prefix, and deletes the directories of this
   * prefix and this user that no process uses any more.
   */
  public static Path create(String prefix) {
    try {
      Path directory = Files.createTempDirectory(prefix);
      OWN.add(directory);
      deleteAbandoned(directory, prefix);
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "a temporary directory '%s' cannot be made: %s".formatted(prefix, e), e);
    }
  }

  private static void deleteAbandoned(Path own, String prefix) {
    Instant young = Instant.now().minus(YOUNG);
    try (DirectoryStream<Path> all =
        Files.newDirectoryStream(own.resolveSibling("."), prefix + "*")) {
      for (Path directory : all) {
        deleteIfAbandoned(directory, own, young);
      }
    } catch (IOException e) {
      LOG.debug("{} cannot be listed: {}", own.getParent(), e.toString());
    }
  }

  /** Deletes the directory if no process uses it. A directory that cannot be deleted stays. */
  private static void deleteIfAbandoned(Path directory, Path own, Instant young) {
    try {
      if (!OWN.contains(directory.normalize())
          && Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
          && Files.getOwner(directory).equals(Files.getOwner(own))
          && Files.getLastModifiedTime(directory).toInstant().isBefore(young)) {
        DurableStore.deleteUnlessUsed(directory);
      }
    } catch (IOException e) {
      LOG.debug("{} cannot be deleted: {}", directory, e.toString());
    }
  }
}
