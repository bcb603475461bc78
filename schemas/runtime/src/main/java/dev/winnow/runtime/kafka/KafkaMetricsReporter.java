package dev.winnow.runtime.kafka;

import dev.winnow.runtime.metrics.KafkaClientMetric;
import dev.winnow.runtime.metrics.StageMetrics;
import dev.winnow.runtime.metrics.StageMetrics.Registration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.JmxReporter;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;
import org.jspecify.annotations.Nullable;

/** Exports the {@link KafkaClientMetric}s of a Kafka client. Thread-safe. */
public final class KafkaMetricsReporter implements MetricsReporter {
  private static final String METRICS_CONFIG = "winnow.metrics";

  /** Metrics that have these tags alone are of a whole client, thread or task. */
  private static final Set<String> TAGS = Set.of("client-id", "thread-id", "task-id");

  private final Map<MetricName, List<Registration>> registrations = new ConcurrentHashMap<>();
  private volatile StageMetrics metrics = StageMetrics.off();

  /** Public because Kafka creates one for each client. */
  public KafkaMetricsReporter() {}

  /** Lets a client that is created with these properties report to these metrics. */
  static void addTo(Map<String, Object> properties, StageMetrics metrics) {
    Object reporters =
        properties.getOrDefault(
            CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, JmxReporter.class.getName());
    properties.put(
        CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG,
        reporters + "," + KafkaMetricsReporter.class.getName());
    properties.put(METRICS_CONFIG, metrics);
  }

  @Override
  public void configure(Map<String, ?> configs) {
    if (configs.get(METRICS_CONFIG) instanceof StageMetrics given) {
      metrics = given;
    }
  }

  @Override
  public void init(List<KafkaMetric> initial) {
    initial.forEach(this::metricChange);
  }

  @Override
  public void metricChange(KafkaMetric metric) {
    metricRemoval(metric);
    MetricName name = metric.metricName();
    if (!TAGS.containsAll(name.tags().keySet())) {
      return;
    }
    List<Registration> added = new ArrayList<>();
    for (KafkaClientMetric exported : KafkaClientMetric.values()) {
      if (exported.kafkaName().equals(name.name())) {
        exported
            .client(name.group())
            .ifPresent(client -> added.add(register(exported, client, metric)));
      }
    }
    if (!added.isEmpty()) {
      registrations.put(name, added);
    }
  }

  @Override
  public void metricRemoval(KafkaMetric metric) {
    close(registrations.remove(metric.metricName()));
  }

  @Override
  public void close() {
    registrations.values().forEach(KafkaMetricsReporter::close);
    registrations.clear();
  }

  private Registration register(KafkaClientMetric exported, String client, KafkaMetric metric) {
    String[] labels = exported.labels().isEmpty() ? new String[0] : new String[] {client};
    return switch (exported.definition().type()) {
      case COUNTER -> metrics.counterOf(exported, () -> value(exported, metric), labels);
      case GAUGE -> metrics.gauge(exported, () -> value(exported, metric), labels);
      case HISTOGRAM -> throw new IllegalStateException("Kafka has no such: " + exported);
    };
  }

  private static double value(KafkaClientMetric exported, KafkaMetric metric) {
    return metric.metricValue() instanceof Number number
        ? number.doubleValue() * exported.scale()
        : Double.NaN;
  }

  private static void close(@Nullable List<Registration> removed) {
    if (removed != null) {
      removed.forEach(Registration::close);
    }
  }
}
