package dev.winnow.runtime.metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Bounds the values of each label over all metrics of a process: the first values are kept as they
 * are, all later ones are {@link MetricLabel#OTHER}. Thread-safe.
 */
final class LabelBounds {
  private static final int MAX_CHARS = 200;

  private final Map<MetricLabel, Set<String>> admitted = new EnumMap<>(MetricLabel.class);

  LabelBounds() {
    for (MetricLabel label : MetricLabel.values()) {
      admitted.put(label, ConcurrentHashMap.newKeySet());
    }
  }

  /** Returns the value to export for this one; {@link MetricLabel#NONE} for an empty one. */
  String admit(MetricLabel label, String value) {
    Set<String> values = admitted.getOrDefault(label, Set.of());
    if (values.contains(value)) {
      return value;
    }
    if (value.isEmpty()) {
      return MetricLabel.NONE;
    }
    if (value.length() > MAX_CHARS) {
      return MetricLabel.OTHER;
    }
    synchronized (values) {
      if (values.size() >= label.maxValues() && !values.contains(value)) {
        return MetricLabel.OTHER;
      }
      values.add(value);
    }
    return value;
  }
}
