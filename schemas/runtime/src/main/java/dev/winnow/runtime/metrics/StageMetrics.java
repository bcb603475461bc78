package dev.winnow.runtime.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;

/**
 * How the stages of a process count and measure. Every metric is a {@link Metric}, with bounded
 * labels. Thread-safe.
 */
public final class StageMetrics {
  private static final StageMetrics OFF = new StageMetrics(new CompositeMeterRegistry(), false);

  private final MeterRegistry registry;
  private final boolean isOn;
  private final LabelBounds bounds = new LabelBounds();
  private final Map<Metric, LabelledCounter> counters = new ConcurrentHashMap<>();
  private final Map<Metric, LabelledHistogram> histograms = new ConcurrentHashMap<>();
  private final Map<Series, GaugeSources> gauges = new ConcurrentHashMap<>();
  private final Map<Series, CounterSources> counterSources = new ConcurrentHashMap<>();

  /** One time series. */
  private record Series(Metric metric, List<Tag> tags) {}

  /** Removes a source. */
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }

  private StageMetrics(MeterRegistry registry, boolean isOn) {
    this.registry = registry;
    this.isOn = isOn;
  }

  /** Returns the metrics of a process that export to this registry. */
  public static StageMetrics of(MeterRegistry registry) {
    return new StageMetrics(registry, true);
  }

  /** Returns metrics that are not exported; counting costs next to nothing. */
  public static StageMetrics off() {
    return OFF;
  }

  /** Returns whether the metrics are exported. If not, nothing need be measured for them. */
  public boolean isOn() {
    return isOn;
  }

  /** Returns the counter of this definition; keep it where something is counted often. */
  public LabelledCounter counter(Metric metric) {
    require(metric, MetricType.COUNTER);
    return counters.computeIfAbsent(
        metric,
        first ->
            new LabelledCounter(
                new LabelNode(
                    bounds, metric.labels(), List.of(), tags -> registeredCounter(metric, tags)),
                metric.labels().size()));
  }

  /** Returns the histogram of this definition, which has one label. */
  public LabelledHistogram histogram(Metric metric) {
    require(metric, MetricType.HISTOGRAM);
    return histograms.computeIfAbsent(
        metric,
        first ->
            new LabelledHistogram(
                bounds, metric.labels(), tags -> registeredHistogram(metric, tags)));
  }

  /**
   * Adds a source of a gauge. Sources of equal labels are combined as the definition says.
   *
   * @param value returns the value, NaN while it is not known; called from any thread, must not
   *     block
   * @param labels values of the metric's labels, in their order
   */
  public Registration gauge(Metric metric, DoubleSupplier value, String... labels) {
    require(metric, MetricType.GAUGE);
    if (!isOn) {
      return () -> {};
    }
    gauges.compute(
        new Series(metric, tags(metric, labels)),
        (series, known) -> {
          GaugeSources sources = known == null ? registeredGauge(series) : known;
          sources.add(value);
          return sources;
        });
    return () -> remove(new Series(metric, tags(metric, labels)), value);
  }

  /** Returns a gauge whose series are set all together. */
  public GaugeRows gaugeRows(Metric metric) {
    require(metric, MetricType.GAUGE);
    return new GaugeRows(this, metric);
  }

  /**
   * Adds a source of a counter whose value another object keeps. Do not count it otherwise.
   *
   * @param value returns the value, which never falls; called from any thread, must not block
   */
  public Registration counterOf(Metric metric, DoubleSupplier value, String... labels) {
    require(metric, MetricType.COUNTER);
    if (!isOn) {
      return () -> {};
    }
    CounterSources sources =
        counterSources.computeIfAbsent(
            new Series(metric, tags(metric, labels)), this::registeredCounter);
    sources.add(value);
    return () -> sources.remove(value);
  }

  private void remove(Series series, DoubleSupplier value) {
    gauges.computeIfPresent(
        series,
        (key, sources) -> {
          if (!sources.remove(value)) {
            return sources;
          }
          registry.removeByPreFilterId(
              new Meter.Id(
                  key.metric().metricName(), Tags.of(key.tags()), null, null, Meter.Type.GAUGE));
          return null;
        });
  }

  private GaugeSources registeredGauge(Series series) {
    GaugeSources sources = new GaugeSources(series.metric().definition().combination());
    Gauge.builder(series.metric().metricName(), sources, GaugeSources::value)
        .tags(series.tags())
        .description(series.metric().help())
        .strongReference(true)
        .register(registry);
    return sources;
  }

  private CounterSources registeredCounter(Series series) {
    CounterSources sources = new CounterSources();
    FunctionCounter.builder(series.metric().metricName(), sources, CounterSources::value)
        .tags(series.tags())
        .description(series.metric().help())
        .register(registry);
    return sources;
  }

  private Counter registeredCounter(Metric metric, List<Tag> tags) {
    return Counter.builder(metric.metricName())
        .tags(tags)
        .description(metric.help())
        .register(registry);
  }

  private DistributionSummary registeredHistogram(Metric metric, List<Tag> tags) {
    return DistributionSummary.builder(metric.metricName())
        .tags(tags)
        .description(metric.help())
        .serviceLevelObjectives(
            metric.definition().buckets().stream().mapToDouble(Double::doubleValue).toArray())
        .register(registry);
  }

  private List<Tag> tags(Metric metric, String... labels) {
    if (labels.length != metric.labels().size()) {
      throw new IllegalArgumentException(
          "%s: %d labels, want %d"
              .formatted(metric.metricName(), labels.length, metric.labels().size()));
    }
    List<Tag> tags = new ArrayList<>();
    for (int i = 0; i < labels.length; i++) {
      MetricLabel label = metric.labels().get(i);
      tags.add(Tag.of(label.key(), bounds.admit(label, labels[i])));
    }
    return List.copyOf(tags);
  }

  private static void require(Metric metric, MetricType type) {
    if (metric.definition().type() != type) {
      throw new IllegalArgumentException(
          "%s is a %s, not a %s"
              .formatted(metric.metricName(), metric.definition().type().text(), type.text()));
    }
  }
}
