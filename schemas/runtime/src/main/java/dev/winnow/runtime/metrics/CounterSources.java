package dev.winnow.runtime.metrics;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;

/**
 * The sources of one counter whose values other objects keep, such as the clients of one kind. The
 * counter is their sum. What a source had counted when it was removed stays in the sum, because a
 * counter never falls. Thread-safe.
 */
final class CounterSources {
  private final List<DoubleSupplier> sources = new CopyOnWriteArrayList<>();
  private double ended;

  synchronized void add(DoubleSupplier source) {
    sources.add(source);
  }

  synchronized void remove(DoubleSupplier source) {
    if (sources.remove(source)) {
      ended += known(source);
    }
  }

  synchronized double value() {
    double sum = ended;
    for (DoubleSupplier source : sources) {
      sum += known(source);
    }
    return sum;
  }

  private static double known(DoubleSupplier source) {
    double value = source.getAsDouble();
    return Double.isFinite(value) ? value : 0;
  }
}
