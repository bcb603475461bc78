package dev.winnow.runtime.metrics;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Tag;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** A histogram with one label. Thread-safe. */
public final class LabelledHistogram {
  private final LabelBounds bounds;
  private final MetricLabel label;
  private final Function<List<Tag>, DistributionSummary> summaries;
  private final Map<String, DistributionSummary> byValue = new ConcurrentHashMap<>();

  LabelledHistogram(
      LabelBounds bounds,
      List<MetricLabel> labels,
      Function<List<Tag>, DistributionSummary> summaries) {
    this.bounds = bounds;
    this.label = labels.getFirst();
    this.summaries = summaries;
  }

  /** Records an observation, at least 0, in the metric's unit. */
  public void record(double amount, String value) {
    DistributionSummary known = byValue.get(value);
    if (known == null) {
      known =
          byValue.computeIfAbsent(
              bounds.admit(label, value),
              admitted -> summaries.apply(List.of(Tag.of(label.key(), admitted))));
    }
    known.record(amount);
  }
}
