package dev.winnow.runtime.kafka;

import java.util.List;
import org.apache.kafka.common.metrics.JmxReporter;
import org.apache.kafka.common.metrics.KafkaMetric;

/**
 * The metrics of a stage as MBeans, without those that ask RocksDB for a property when they are
 * read. Such a read goes into native memory, which a stream frees when it closes a store: whoever
 * reads just then, an exporter or a console, ends the whole process with a fault that no handler
 * can catch.
 */
public final class StageJmxReporter extends JmxReporter {
  private static final String GROUP = "stream-state-metrics";

  /** For Kafka, which makes one for each client. */
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

  /** Of a store's gauges, only those of its open iterators are kept in Java. */
  static boolean readsRocksDb(KafkaMetric metric) {
    return metric.metricName().group().equals(GROUP)
        && !metric.isMeasurable()
        && !metric.metricName().name().contains("iterator");
  }
}
