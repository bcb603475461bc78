package dev.winnow.producers.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatchWithIndex;
import org.rocksdb.WriteOptions;

/**
 * A store in a directory that outlives the process. What is written is seen at once, and kept by
 * the next {@link #commit} all together or not at all, wherever the process ends. A loss of power
 * may undo the latest commits, each as a whole. Thread-safe.
 */
public final class DurableStore implements RecordStore {
  private static final String IN_USE = "in-use";
  private static final String DATA = "data";

  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final FileChannel inUse;
  private final Options options;
  private final BlockFormat format;
  private final WriteOptions writing = new WriteOptions();
  private final ReadOptions reading = new ReadOptions();
  private final WriteBatchWithIndex batch = new WriteBatchWithIndex(true);
  private final RocksDB database;
  private boolean closed;

  private DurableStore(FileChannel inUse, Options options, BlockFormat format, RocksDB database) {
    this.inUse = inUse;
    this.options = options;
    this.format = format;
    this.database = database;
  }

  /**
   * Opens the store in a directory, which is created if it is missing.
   *
   * @throws IllegalStateException if another process uses it
   * @throws BrokenStoreException if its files are damaged
   */
  public static DurableStore open(Path directory) {
    FileChannel inUse = lock(directory);
    BlockFormat format = new BlockFormat();
    Options options =
        new Options()
            .setCreateIfMissing(true)
            .setKeepLogFileNum(2)
            .setTableFormatConfig(format.config());
    try {
      return new DurableStore(
          inUse, options, format, RocksDB.open(options, directory.resolve(DATA).toString()));
    } catch (RocksDBException e) {
      options.close();
      format.close();
      closeQuietly(inUse);
      throw failed(e);
    }
  }

  /**
   * Deletes the directory of a store that no process has open. What is no store's directory stays.
   */
  static void deleteUnlessUsed(Path directory) throws IOException {
    if (!Files.exists(directory.resolve(IN_USE))) {
      return;
    }
    try (FileChannel channel =
        FileChannel.open(directory.resolve(IN_USE), StandardOpenOption.WRITE)) {
      if (isLocked(channel)) {
        Utils.delete(directory.toFile());
      }
    }
  }

  /** Keeps what was written since the last commit. */
  public void commit() {
    lock.writeLock().lock();
    try {
      if (!closed && batch.count() > 0) {
        database.write(writing, batch);
        batch.clear();
      }
    } catch (RocksDBException e) {
      throw failed(e);
    } finally {
      lock.writeLock().unlock();
    }
  }

  @Override
  public void put(String key, byte[] value) {
    lock.writeLock().lock();
    try {
      if (!closed) {
        batch.put(RocksKeys.bytes(key), value);
      }
    } catch (RocksDBException e) {
      throw failed(e);
    } finally {
      lock.writeLock().unlock();
    }
  }

  @Override
  public void remove(String key) {
    lock.writeLock().lock();
    try {
      if (!closed) {
        batch.delete(RocksKeys.bytes(key));
      }
    } catch (RocksDBException e) {
      throw failed(e);
    } finally {
      lock.writeLock().unlock();
    }
  }

  @Override
  public byte @Nullable [] get(String key) {
    lock.readLock().lock();
    try {
      return closed ? null : batch.getFromBatchAndDB(database, reading, RocksKeys.bytes(key));
    } catch (RocksDBException e) {
      throw failed(e);
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public List<String> keys(String prefix, String after, int limit) {
    lock.readLock().lock();
    try {
      return closed
          ? List.of()
          : RocksKeys.list(batch.newIteratorWithBase(database.newIterator()), prefix, after, limit);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Forgets what was not committed. */
  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        batch.close();
        database.close();
        reading.close();
        writing.close();
        options.close();
        format.close();
        closeQuietly(inUse);
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** The lock is released by the system when the process ends. */
  private static FileChannel lock(Path directory) {
    try {
      Files.createDirectories(directory);
      FileChannel channel =
          FileChannel.open(
              directory.resolve(IN_USE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (isLocked(channel)) {
        return channel;
      }
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be used: %s".formatted(directory, e), e);
    }
    throw new IllegalStateException(
        "%s is used by another process: each needs a directory of its own".formatted(directory));
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      FileLock held = channel.tryLock();
      return held != null;
    } catch (OverlappingFileLockException e) {
      // This process has it already.
      return false;
    }
  }

  private static void closeQuietly(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BrokenStoreException failed(RocksDBException e) {
    return new BrokenStoreException("the store on disk failed: " + e.getMessage(), e);
  }
}
