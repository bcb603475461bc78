package dev.winnow.runtime.metrics;

import static dev.winnow.runtime.metrics.Metric.Definition.gauge;

import dev.winnow.runtime.metrics.Metric.Definition;

/** Properties of RocksDB that are exported, summed up over the tasks of a store. */
public enum RocksDbMetric implements Metric {
  ROCKSDB_KEYS("estimate-num-keys", "Estimated keys of a state store"),
  ROCKSDB_FILE_BYTES("total-sst-files-size", "Size of a state store's files"),
  ROCKSDB_MEMTABLE_BYTES("cur-size-all-mem-tables", "Memory of a state store's memtables"),
  ROCKSDB_BLOCK_CACHE_BYTES("block-cache-usage", "Memory of a state store's block cache"),
  ROCKSDB_PENDING_COMPACTION_BYTES(
      "estimate-pending-compaction-bytes", "Bytes that a state store has to compact yet"),
  ROCKSDB_BACKGROUND_ERRORS("background-errors", "Errors of a state store's background work");

  private final String kafkaName;
  private final Definition definition;

  RocksDbMetric(String kafkaName, String help) {
    this.kafkaName = kafkaName;
    this.definition = gauge(StageName.STREAMS, help, MetricLabel.STAGE, MetricLabel.STORE);
  }

  @Override
  public Definition definition() {
    return definition;
  }

  /** Returns Kafka's name of the metric. */
  public String kafkaName() {
    return kafkaName;
  }
}
