package dev.winnow.producers.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * Stores records in a private RocksDB, in a temporary directory that {@link #close} deletes. The
 * first record opens it. The lock prevents use of the native store after it was closed, which would
 * crash the process.
 */
final class DiskStore implements RecordStore {
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private @Nullable Open open;
  private boolean closed;

  private record Open(Path directory, Options options, RocksDB database) {}

  @Override
  public void put(String key, byte[] value) {
    lock.writeLock().lock();
    try {
      if (!closed) {
        opened().database().put(RocksKeys.bytes(key), value);
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
      if (open != null) {
        open.database().delete(RocksKeys.bytes(key));
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
      return open == null ? null : open.database().get(RocksKeys.bytes(key));
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
      return open == null
          ? List.of()
          : RocksKeys.list(open.database().newIterator(), prefix, after, limit);
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      closed = true;
      Open closing = open;
      open = null;
      if (closing != null) {
        closing.database().close();
        closing.options().close();
        Utils.delete(closing.directory().toFile());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the gateway's temporary directory cannot be deleted", e);
    } finally {
      lock.writeLock().unlock();
    }
  }

  private Open opened() throws RocksDBException {
    Open now = open;
    if (now != null) {
      return now;
    }
    try {
      Path directory = Files.createTempDirectory("winnow-gateway-");
      Options options = new Options().setCreateIfMissing(true);
      now = new Open(directory, options, RocksDB.open(options, directory.toString()));
      open = now;
      return now;
    } catch (IOException e) {
      throw new UncheckedIOException("the gateway cannot make a temporary directory", e);
    }
  }

  private static BrokenStoreException failed(RocksDBException e) {
    return new BrokenStoreException("the gateway's store on disk failed: " + e.getMessage(), e);
  }
}
