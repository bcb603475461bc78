package dev.winnow.ops.plan;

import dev.winnow.ops.plan.Match.Spent;
import dev.winnow.ops.plan.PriceCurve.Run;
import dev.winnow.planner.strategy.BoundStrategy;
import dev.winnow.planner.whatif.BaselineStrategies;
import dev.winnow.planner.whatif.Profile;
import dev.winnow.planner.whatif.SimulatedPool;
import dev.winnow.planner.whatif.SimulationResult;
import dev.winnow.planner.whatif.WhatIf;
import dev.winnow.schemas.Allocation;
import dev.winnow.schemas.AvroTrust;
import dev.winnow.schemas.Recipe;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Holds a recipe with a price against DART-Math's own rule at equal coverage, on one profile.
 *
 * <p>Coverage close to the maximum depends on single prompts, each of which may need thousands of
 * candidates: therefore several seeds are used, and the same random draws for both sides.
 */
final class Matcher {
  /** Number of simulations of each price. */
  static final int SEEDS = 5;

  static {
    AvroTrust.install();
  }

  private final Recipe recipe;
  private final BoundStrategy<?> strategy;
  private final Profile profile;
  private final long[] seeds;

  /** Simulates a recipe with one seed. */
  private interface Simulation {
    SimulationResult run(Recipe recipe, long seed);
  }

  /**
   * @param recipe with a price, which does not matter, and one wanted number
   * @param seed the first of the seeds
   */
  Matcher(Recipe recipe, Profile profile, long seed) {
    this.recipe = recipe;
    this.strategy = BoundStrategy.of(recipe.getAllocation());
    this.profile = profile;
    this.seeds = LongStream.range(seed, seed + SEEDS).toArray();
  }

  /**
   * Compares it with the rule under each of these caps.
   *
   * @param step called after each cap
   */
  List<Match> match(String label, Collection<Integer> caps, SimulatedPool pool, Runnable step) {
    PriceCurve learning =
        curve(recipe.getAllocation(), (priced, seed) -> WhatIf.run(priced, profile, pool, seed));
    PriceCurve best =
        curve(
            strategy.oneByOne(), (priced, seed) -> WhatIf.runKnowing(priced, profile, pool, seed));
    List<Match> matches = new ArrayList<>();
    for (int cap : caps) {
      List<SimulationResult> dart =
          simulate(seed -> BaselineStrategies.dart(profile, wanted(), cap, seed));
      double covered = covered(dart);
      double candidates = mean(dart, SimulationResult::candidates);
      matches.add(
          new Match(
              label,
              wanted(),
              cap,
              covered / profile.size(),
              candidates,
              spent(learning, covered, candidates),
              spent(best, covered, candidates)));
      step.run();
    }
    return matches;
  }

  private @Nullable Spent spent(PriceCurve curve, double covered, double dart) {
    if (covered == 0) {
      return null;
    }
    double oracle = BaselineStrategies.oracle(profile, wanted(), (int) covered);
    return curve
        .at(covered)
        .map(
            run ->
                new Spent(
                    run.price(),
                    run.candidates(),
                    run.candidates() / dart,
                    run.meanRounds(),
                    run.candidates() / oracle))
        .orElse(null);
  }

  private PriceCurve curve(Allocation allocation, Simulation simulation) {
    BoundStrategy<?> bound = BoundStrategy.of(allocation);
    return new PriceCurve(
        price -> {
          Recipe priced = Recipe.newBuilder(recipe).setAllocation(bound.atPrice(price)).build();
          return mean(price, simulate(seed -> simulation.run(priced, seed)));
        });
  }

  private List<SimulationResult> simulate(LongFunction<SimulationResult> simulation) {
    return LongStream.of(seeds).parallel().mapToObj(simulation).toList();
  }

  private Run mean(double price, List<SimulationResult> results) {
    return new Run(
        price,
        covered(results),
        mean(results, SimulationResult::candidates),
        mean(results, SimulationResult::meanRounds));
  }

  private double covered(List<SimulationResult> results) {
    return mean(results, simulation -> simulation.covered(wanted()));
  }

  private static double mean(
      List<SimulationResult> results, ToDoubleFunction<SimulationResult> number) {
    return results.stream().mapToDouble(number).average().orElse(0);
  }

  private int wanted() {
    return strategy.wanted().orElseThrow();
  }
}
