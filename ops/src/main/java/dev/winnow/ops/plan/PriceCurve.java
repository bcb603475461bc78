package dev.winnow.ops.plan;

import java.util.Map.Entry;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoubleFunction;

/**
 * Coverage by price: a higher price covers more, but for chance. What was simulated is kept, so
 * that one curve answers for many coverages. Not thread-safe.
 */
final class PriceCurve {
  private static final double LEAST = 1;
  private static final double MOST = 100_000;
  private static final double CLOSE = 1.05;

  private final DoubleFunction<Run> simulation;
  private final NavigableMap<Double, Run> runs = new TreeMap<>();

  /**
   * What came of one price, summed over seeds.
   *
   * @param covered prompts that got what was wanted
   * @param candidates that all prompts took
   * @param dart candidates of DART's rule where it covers as much
   * @param oracle candidates of the oracle where it covers as much
   * @param meanRounds rounds of a prompt
   */
  record Run(long covered, long candidates, double dart, double oracle, double meanRounds) {}

  /**
   * @param simulation of one price
   */
  PriceCurve(DoubleFunction<Run> simulation) {
    this.simulation = simulation;
  }

  /** The lowest price found that covers this many, and what came of it; empty if none does. */
  Optional<Entry<Double, Run>> cheapest(long covered) {
    double high = firstAbove(covered);
    if (run(high).covered() < covered) {
      return Optional.empty();
    }
    double low = Math.max(LEAST, Optional.ofNullable(runs.lowerKey(high)).orElse(LEAST));
    while (high / low > CLOSE) {
      double middle = Math.sqrt(low * high);
      if (run(middle).covered() >= covered) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return Optional.of(runs.floorEntry(high));
  }

  /** The lowest price simulated so far that covers enough, or the first of further ones. */
  private double firstAbove(long covered) {
    for (Entry<Double, Run> known : runs.entrySet()) {
      if (known.getValue().covered() >= covered) {
        return known.getKey();
      }
    }
    double price = runs.isEmpty() ? 2 * LEAST : Math.min(MOST, 4 * runs.lastKey());
    while (run(price).covered() < covered && price < MOST) {
      price = Math.min(MOST, 4 * price);
    }
    return price;
  }

  private Run run(double price) {
    return runs.computeIfAbsent(price, simulation::apply);
  }
}
