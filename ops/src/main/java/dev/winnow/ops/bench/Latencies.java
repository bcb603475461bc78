package dev.winnow.ops.bench;

import java.util.List;

/**
 * Durations in milliseconds, in ascending order.
 *
 * @param sorted at least one
 */
record Latencies(List<Double> sorted) {
  Latencies {
    if (sorted.isEmpty()) {
      throw new IllegalArgumentException("latencies: none measured, want at least 1");
    }
    sorted = sorted.stream().sorted().toList();
  }

  /**
   * Returns the least duration that at least this share of all does not exceed.
   *
   * @param share above 0, at most 1
   */
  double quantile(double share) {
    int rank = (int) Math.ceil(share * sorted.size());
    return sorted.get(Math.max(1, rank) - 1);
  }

  double max() {
    return sorted.getLast();
  }
}
