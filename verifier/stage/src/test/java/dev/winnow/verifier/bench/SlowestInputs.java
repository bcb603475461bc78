package dev.winnow.verifier.bench;

import java.lang.management.ManagementFactory;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The slowest inputs of a run, by the time that their thread computed. A compiler or a collector
 * that works meanwhile slows one measurement, but not each of several: an input that is slow itself
 * is slow every time. Not thread-safe.
 */
final class SlowestInputs {
  static final double LIMIT_MILLIS = 50;
  private static final int KEPT = 30;
  private static final int AGAIN = 7;

  private final PriorityQueue<Input> slowest =
      new PriorityQueue<>(Comparator.comparingDouble(Input::millis));
  private int overLimit;

  /** An input, the time of the first measurement, and what is measured. */
  private record Input(String name, double millis, Runnable check) {}

  /**
   * An input that is measured again.
   *
   * @param first time of the first measurement, in milliseconds
   * @param again the shortest time of several later ones, in milliseconds
   */
  record Measured(String name, double first, double again) {}

  /** Returns the time that a check takes this thread, in milliseconds. */
  static double millis(Runnable check) {
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    check.run();
    return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e6;
  }

  void add(String name, double millis, Runnable check) {
    overLimit += millis > LIMIT_MILLIS ? 1 : 0;
    if (slowest.size() == KEPT && slowest.element().millis() >= millis) {
      return;
    }
    slowest.add(new Input(name, millis, check));
    if (slowest.size() > KEPT) {
      slowest.remove();
    }
  }

  /** Returns how many inputs took longer than the limit at their first measurement. */
  int overLimit() {
    return overLimit;
  }

  /** Measures the slowest inputs again, the slowest first. */
  List<Measured> again() {
    return slowest.stream()
        .map(input -> new Measured(input.name(), input.millis(), shortest(input.check())))
        .sorted(Comparator.comparingDouble(Measured::again).reversed())
        .toList();
  }

  private static double shortest(Runnable check) {
    double shortest = Double.MAX_VALUE;
    for (int i = 0; i < AGAIN; i++) {
      shortest = Math.min(shortest, millis(check));
    }
    return shortest;
  }
}
