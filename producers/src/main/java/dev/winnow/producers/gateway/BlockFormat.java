package dev.winnow.producers.gateway;

import dev.winnow.runtime.RocksDbLibrary;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.LRUCache;

/**
 * How a store on disk keeps its blocks: a filter tells which keys are not there, so that a key that
 * is new is not looked for on disk, and all blocks in memory, filters included, are in one cache of
 * a fixed size.
 */
record BlockFormat(LRUCache cache, BloomFilter filter) implements AutoCloseable {
  private static final long CACHE_BYTES = 32 << 20;
  private static final int FILTER_BITS = 10;

  static {
    // Loaded by the first database that is opened; these come before.
    RocksDbLibrary.load();
  }

  BlockFormat() {
    this(new LRUCache(CACHE_BYTES), new BloomFilter(FILTER_BITS));
  }

  BlockBasedTableConfig config() {
    return new BlockBasedTableConfig()
        .setBlockCache(cache)
        .setFilterPolicy(filter)
        .setCacheIndexAndFilterBlocks(true);
  }

  @Override
  public void close() {
    cache.close();
    filter.close();
  }
}
