package dev.winnow.runtime.kafka;

import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Keeps the latest bytes of each key of a compacted topic in a global store. They are decoded where
 * they are used, because restoring does not call this processor.
 */
final class KeepLatest extends ContextualProcessor<byte[], byte[], Void, Void> {
  /** Longer than any recipe's name, and than any worker's. */
  private static final int MAX_KEY_BYTES = 1_000;

  private final String store;
  private final int maxBytes;

  /**
   * @param store name of the global store
   * @param maxBytes size of the largest value that is kept; a larger one is not valid, and the
   *     store is in memory
   */
  public KeepLatest(String store, int maxBytes) {
    this.store = store;
    this.maxBytes = maxBytes;
  }

  @Override
  public void process(Record<byte[], byte[]> latest) {
    if (latest.key() == null || latest.key().length > MAX_KEY_BYTES) {
      return;
    }
    KeyValueStore<byte[], byte[]> kept = context().getStateStore(store);
    byte[] value = latest.value();
    boolean isTooLarge = value != null && value.length > maxBytes;
    kept.put(latest.key(), isTooLarge ? null : value);
  }
}
