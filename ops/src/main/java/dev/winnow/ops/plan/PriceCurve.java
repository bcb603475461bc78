package dev.winnow.ops.plan;

import dev.winnow.schemas.rules.RecipeRules;
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
  private static final double MOST = RecipeRules.MAX_CANDIDATES;
  private static final double CLOSE = 1.05;

  private final DoubleFunction<Run> simulation;
  private final NavigableMap<Double, Run> runs = new TreeMap<>();

  /**
   * What came of one price, as means over seeds.
   *
   * @param price of the recipe
   * @param covered prompts that got what was wanted
   * @param candidates that all prompts took
   * @param meanRounds rounds of a prompt
   */
  record Run(double price, double covered, double candidates, double meanRounds) {
    /** What lies this share of the way to another. */
    Run towards(Run other, double share) {
      return new Run(
          price + share * (other.price - price),
          covered + share * (other.covered - covered),
          candidates + share * (other.candidates - candidates),
          meanRounds + share * (other.meanRounds - meanRounds));
    }
  }

  /**
   * @param simulation of one price
   */
  PriceCurve(DoubleFunction<Run> simulation) {
    this.simulation = simulation;
  }

  /**
   * What it takes to cover exactly so many, between the two nearest prices that were simulated;
   * empty if no legal price covers as many.
   */
  Optional<Run> at(double covered) {
    Run high = firstAbove(covered);
    if (high.covered() < covered) {
      return Optional.empty();
    }
    Entry<Double, Run> below = runs.lowerEntry(high.price());
    Run low = below == null ? run(LEAST) : below.getValue();
    if (low.covered() >= covered) {
      return Optional.of(low);
    }
    while (high.price() / low.price() > CLOSE) {
      Run middle = run(Math.sqrt(low.price() * high.price()));
      if (middle.covered() >= covered) {
        high = middle;
      } else {
        low = middle;
      }
    }
    double share = (covered - low.covered()) / (high.covered() - low.covered());
    return Optional.of(low.towards(high, share));
  }

  /** The cheapest run so far that covers enough, or the first of dearer ones. */
  private Run firstAbove(double covered) {
    for (Run known : runs.values()) {
      if (known.covered() >= covered) {
        return known;
      }
    }
    Run run = run(runs.isEmpty() ? 2 * LEAST : Math.min(MOST, 4 * runs.lastKey()));
    while (run.covered() < covered && run.price() < MOST) {
      run = run(Math.min(MOST, 4 * run.price()));
    }
    return run;
  }

  private Run run(double price) {
    return runs.computeIfAbsent(price, simulation::apply);
  }
}
