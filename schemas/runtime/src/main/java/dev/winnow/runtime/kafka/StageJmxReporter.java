package dev.winnow.runtime.kafka;

import java.util.List;
import org.apache.kafka.common.metrics.JmxReporter;
import org.apache.kafka.common.metrics.KafkaMetric;

/**
 * Exposes the metrics of a stage as MBeans, except those that query RocksDB when they are read.
 * Such a query reads native memory that a stream frees when it closes a store: an exporter or a
 * console that reads at that moment crashes the process.
 */
public final class StageJmxReporter extends JmxReporter {
  private static final String GROUP = "stream-state-metrics";

  /** Public because Kafka creates one for each client. */
  public StageJmxReporter() {}

  @Override
  public void init(List<KafkaMetric> metrics) {
    super.init(metrics.stream().filter(metric -> !readsRocksDb(metric)).toList());
  }

  @Override
  public void metricChange(KafkaMetric metric) {
    if (!readsRocksDb(metric)) {
      super.metricChange(metric);
    }
  }

  /**
   * Returns whether reading the metric calls RocksDB, as all gauges of a store do but the number of
   * open iterators.
   */
  static boolean readsRocksDb(KafkaMetric metric) {
    return metric.metricName().group().equals(GROUP)
        && !metric.isMeasurable()
        && !metric.metricName().name().contains("iterator");
  }
}
