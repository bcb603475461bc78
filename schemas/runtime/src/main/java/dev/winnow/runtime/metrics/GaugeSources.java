package dev.winnow.runtime.metrics;

import dev.winnow.runtime.metrics.Metric.Combination;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;

/**
 * The sources of one gauge in this process: two workers of one pool, for example. Sources that do
 * not know their value, which is then NaN, do not count; without one that does, the gauge is NaN.
 * Thread-safe.
 */
final class GaugeSources {
  private final Combination combination;
  private final List<DoubleSupplier> sources = new CopyOnWriteArrayList<>();

  GaugeSources(Combination combination) {
    this.combination = combination;
  }

  void add(DoubleSupplier source) {
    sources.add(source);
  }

  /** Removes a source; returns whether none is left. */
  boolean remove(DoubleSupplier source) {
    sources.remove(source);
    return sources.isEmpty();
  }

  double value() {
    double combined = Double.NaN;
    for (DoubleSupplier source : sources) {
      double value = source.getAsDouble();
      if (!Double.isNaN(value)) {
        combined = Double.isNaN(combined) ? value : combine(combined, value);
      }
    }
    return combined;
  }

  private double combine(double one, double other) {
    return switch (combination) {
      case SUM -> one + other;
      case GREATEST -> Math.max(one, other);
      case MIN -> Math.min(one, other);
    };
  }
}
