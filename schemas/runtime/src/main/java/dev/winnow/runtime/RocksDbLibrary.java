package dev.winnow.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.utils.Utils;
import org.rocksdb.NativeLibraryLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * RocksDB's native library, loaded once for the process. Thread-safe.
 *
 * <p>By itself RocksDB unpacks it, 15 MB, into the directory for temporary files, and deletes it
 * when the process ends; each process that is killed leaves one there. Here the file is deleted as
 * soon as it is loaded, which leaves it mapped.
 */
public final class RocksDbLibrary {
  private static final Logger LOG = LoggerFactory.getLogger(RocksDbLibrary.class);
  private static boolean loaded;

  private RocksDbLibrary() {}

  /**
   * Loads the library, if that has not been done.
   *
   * @throws UncheckedIOException if there is no room for it in the directory for temporary files
   */
  public static synchronized void load() {
    if (loaded) {
      return;
    }
    try {
      Path unpacked = Files.createTempDirectory("winnow-rocksdb");
      try {
        NativeLibraryLoader.getInstance().loadLibrary(unpacked.toString());
        loaded = true;
      } finally {
        delete(unpacked);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "RocksDB's library cannot be unpacked into '%s'; make room there, or give another directory with WINNOW_JAVA_OPTS=-Djava.io.tmpdir=DIRECTORY"
              .formatted(System.getProperty("java.io.tmpdir")),
          e);
    }
  }

  private static void delete(Path unpacked) {
    try {
      Utils.delete(unpacked.toFile());
    } catch (IOException e) {
      LOG.warn("event=library-not-deleted file='{}' reason='{}'", unpacked, e.toString());
    }
  }
}
