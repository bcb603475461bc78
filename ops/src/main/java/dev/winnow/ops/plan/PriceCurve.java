package dev.winnow.ops.plan;

import dev.winnow.schemas.rules.RecipeRules;
import java.util.Map.Entry;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoubleFunction;

/**
 * Coverage by price: a higher price covers more, except for chance. Simulations are kept, so that
 * one curve can be queried for many coverages. Not thread-safe.
 */
final class PriceCurve {
  private static final double MIN = 1;
  private static final double MAX = RecipeRules.MAX_CANDIDATES;
  private static final double CLOSE = 1.05;

  private final DoubleFunction<Run> simulation;
  private final NavigableMap<Double, Run> runs = new TreeMap<>();

  /**
   * The results of one price, as means over seeds.
   *
   * @param price price of the recipe
   * @param covered number of prompts that reached the goal
   * @param candidates number of candidates of all prompts
   * @param meanRounds mean number of rounds of a prompt
   */
  record Run(double price, double covered, double candidates, double meanRounds) {
    /** Interpolates between this and another by this share. */
    Run towards(Run other, double share) {
      return new Run(
          price + share * (other.price - price),
          covered + share * (other.covered - covered),
          candidates + share * (other.candidates - candidates),
          meanRounds + share * (other.meanRounds - meanRounds));
    }
  }

  /**
   * @param simulation simulates one price
   */
  PriceCurve(DoubleFunction<Run> simulation) {
    this.simulation = simulation;
  }

  /**
   * Returns the cost of covering exactly this many, interpolated between the two nearest simulated
   * prices; empty if no legal price covers as many.
   */
  Optional<Run> at(double covered) {
    Run high = firstAbove(covered);
    if (high.covered() < covered) {
      return Optional.empty();
    }
    Entry<Double, Run> below = runs.lowerEntry(high.price());
    Run low = below == null ? run(MIN) : below.getValue();
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

  /** Returns the cheapest run so far that covers enough, or the first of more expensive ones. */
  private Run firstAbove(double covered) {
    for (Run known : runs.values()) {
      if (known.covered() >= covered) {
        return known;
      }
    }
    Run run = run(runs.isEmpty() ? 2 * MIN : Math.min(MAX, 4 * runs.lastKey()));
    while (run.covered() < covered && run.price() < MAX) {
      run = run(Math.min(MAX, 4 * run.price()));
    }
    return run;
  }

  private Run run(double price) {
    return runs.computeIfAbsent(price, simulation::apply);
  }
}
