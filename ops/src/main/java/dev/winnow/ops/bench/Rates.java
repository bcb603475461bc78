package dev.winnow.ops.bench;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;

/**
 * The rate of each measured run, in ascending order. The run that warms up is not among them.
 *
 * @param sorted at least one
 */
public record Rates(List<Double> sorted) {
  public Rates {
    if (sorted.isEmpty()) {
      throw new IllegalArgumentException("rates: none measured, want at least 1");
    }
    sorted = sorted.stream().sorted().toList();
  }

  /** Returns the rates of these runs without the first one, which warmed up. */
  public static Rates afterWarmUp(Collection<Double> runs) {
    return new Rates(runs.stream().skip(1).toList());
  }

  /**
   * Prints the rates of these runs, the first of which warmed up; returns their median.
   *
   * @param what name of what was measured
   * @param runs candidates per second
   */
  static double print(String what, Collection<Double> runs, PrintWriter out) {
    Rates rates = afterWarmUp(runs);
    out.printf(
        "%-32s %,9.0f candidates/s  (median of %d runs, %s)%n",
        what, rates.median(), rates.sorted().size(), rates.range());
    out.flush();
    return rates.median();
  }

  public double median() {
    return sorted.get(sorted.size() / 2);
  }

  /** Returns the least and the highest rate as text for people. */
  public String range() {
    return "%,.0f to %,.0f".formatted(sorted.getFirst(), sorted.getLast());
  }
}
