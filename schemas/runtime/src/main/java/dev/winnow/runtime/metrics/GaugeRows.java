package dev.winnow.runtime.metrics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The series of a gauge whose labels are found out again and again, such as the pools that have a
 * queue. A series that is not found any more disappears. Thread-safe.
 */
public final class GaugeRows implements AutoCloseable {
  private final StageMetrics metrics;
  private final Metric metric;
  private final Map<List<String>, Row> rows = new HashMap<>();

  private static final class Row {
    private volatile double value;
    private StageMetrics.Registration registration = () -> {};
  }

  GaugeRows(StageMetrics metrics, Metric metric) {
    this.metrics = metrics;
    this.metric = metric;
  }

  /** Replaces all series; the keys are the values of the metric's labels, in their order. */
  public synchronized void set(Map<List<String>, Double> values) {
    values.forEach((labels, value) -> rows.computeIfAbsent(labels, this::registered).value = value);
    rows.entrySet()
        .removeIf(
            row -> {
              boolean isGone = !values.containsKey(row.getKey());
              if (isGone) {
                row.getValue().registration.close();
              }
              return isGone;
            });
  }

  @Override
  public void close() {
    set(Map.of());
  }

  private Row registered(List<String> labels) {
    Row row = new Row();
    row.value = Double.NaN;
    row.registration = metrics.gauge(metric, () -> row.value, labels.toArray(String[]::new));
    return row;
  }
}
