package dev.winnow.producers.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * A {@link DurableStore} in a temporary directory, which {@link #close} deletes. The first record
 * opens it.
 */
final class DiskStore implements RecordStore {
  private volatile @Nullable Open open;
  private boolean closed;

  private record Open(Path directory, DurableStore store) {}

  @Override
  public void put(String key, byte[] value) {
    DurableStore store = opened();
    if (store != null) {
      store.put(key, value);
      store.commit();
    }
  }

  @Override
  public void remove(String key) {
    Open now = open;
    if (now != null) {
      now.store().remove(key);
      now.store().commit();
    }
  }

  @Override
  public byte @Nullable [] get(String key) {
    Open now = open;
    return now == null ? null : now.store().get(key);
  }

  @Override
  public List<String> keys(String prefix, String after, int limit) {
    Open now = open;
    return now == null ? List.of() : now.store().keys(prefix, after, limit);
  }

  @Override
  public synchronized void close() {
    closed = true;
    Open closing = open;
    open = null;
    if (closing != null) {
      closing.store().close();
      delete(closing.directory());
    }
  }

  /** Returns the store; null after it was closed. */
  private synchronized @Nullable DurableStore opened() {
    Open now = open;
    if (now == null && !closed) {
      Path directory = TemporaryStores.create("winnow-gateway-");
      now = new Open(directory, DurableStore.open(directory));
      open = now;
    }
    return now == null ? null : now.store();
  }

  private static void delete(Path directory) {
    try {
      Utils.delete(directory.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("the gateway's temporary directory cannot be deleted", e);
    }
  }
}
