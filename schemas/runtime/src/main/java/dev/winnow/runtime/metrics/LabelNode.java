package dev.winnow.runtime.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A node of the tree of a metric's label values: its children are the values of the next label, its
 * leaves have the counters. The number of children is bounded by {@link LabelBounds}: a value
 * beyond the bound is led to the child {@link MetricLabel#OTHER}, and not kept. Thread-safe.
 */
final class LabelNode {
  private final LabelBounds bounds;
  private final List<MetricLabel> labels;
  private final List<Tag> path;
  private final Function<List<Tag>, Counter> counters;
  private final Map<String, LabelNode> children = new ConcurrentHashMap<>();
  private volatile @Nullable Counter counter;

  /**
   * @param labels labels of the metric
   * @param path values of the first of them
   * @param counters registers the counter of a whole path; called once for each
   */
  LabelNode(
      LabelBounds bounds,
      List<MetricLabel> labels,
      List<Tag> path,
      Function<List<Tag>, Counter> counters) {
    this.bounds = bounds;
    this.labels = labels;
    this.path = path;
    this.counters = counters;
  }

  LabelNode child(String value) {
    LabelNode known = children.get(value);
    return known == null ? admitted(value) : known;
  }

  Counter counter() {
    Counter known = counter;
    if (known == null) {
      // Registering twice returns the same counter.
      known = counters.apply(path);
      counter = known;
    }
    return known;
  }

  private LabelNode admitted(String value) {
    MetricLabel label = labels.get(path.size());
    String exported = bounds.admit(label, value);
    return children.computeIfAbsent(
        exported,
        admitted -> {
          List<Tag> longer = new ArrayList<>(path);
          longer.add(Tag.of(label.key(), admitted));
          return new LabelNode(bounds, labels, List.copyOf(longer), counters);
        });
  }
}
