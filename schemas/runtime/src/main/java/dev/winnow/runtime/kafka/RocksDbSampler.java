package dev.winnow.runtime.kafka;

import dev.winnow.runtime.metrics.GaugeRows;
import dev.winnow.runtime.metrics.RocksDbMetric;
import dev.winnow.runtime.metrics.StageMetrics;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Exports the {@link RocksDbMetric}s of the stores of one task. They are read on the task's own
 * thread, which is the one that closes the stores: another thread might read native memory that is
 * freed meanwhile (see {@link StageJmxReporter}).
 */
final class RocksDbSampler implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final String TASK = "task-id";
  private static final String STORE = "rocksdb-state-id";

  private final ProcessorContext<?, ?> context;
  private final String stage;
  private final Map<RocksDbMetric, GaugeRows> rows = new EnumMap<>(RocksDbMetric.class);
  private final Cancellable timer;

  /** Samples until it is closed, on the task's thread. */
  RocksDbSampler(ProcessorContext<?, ?> context, String stage, StageMetrics metrics) {
    this.context = context;
    this.stage = stage;
    for (RocksDbMetric metric : RocksDbMetric.values()) {
      rows.put(metric, metrics.gaugeRows(metric));
    }
    this.timer = context.schedule(EVERY, PunctuationType.WALL_CLOCK_TIME, time -> sample());
  }

  @Override
  public void close() {
    timer.cancel();
    rows.values().forEach(GaugeRows::close);
  }

  private void sample() {
    Map<RocksDbMetric, Map<List<String>, Double>> values = new EnumMap<>(RocksDbMetric.class);
    String task = context.taskId().toString();
    for (Map.Entry<MetricName, ? extends Metric> entry : context.metrics().metrics().entrySet()) {
      MetricName name = entry.getKey();
      String store = name.tags().get(STORE);
      if (store != null && task.equals(name.tags().get(TASK))) {
        add(values, name.name(), store, entry.getValue());
      }
    }
    rows.forEach((metric, series) -> series.set(values.getOrDefault(metric, Map.of())));
  }

  private void add(
      Map<RocksDbMetric, Map<List<String>, Double>> values,
      String name,
      String store,
      Metric value) {
    for (RocksDbMetric metric : RocksDbMetric.values()) {
      if (metric.kafkaName().equals(name) && value.metricValue() instanceof Number number) {
        values
            .computeIfAbsent(metric, first -> new HashMap<>())
            .put(List.of(stage, store), number.doubleValue());
      }
    }
  }
}
