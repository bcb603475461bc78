package dev.winnow.ops.plan;

import dev.winnow.ops.plan.DartCurve.Point;
import dev.winnow.ops.plan.Match.Spent;
import dev.winnow.ops.plan.PriceCurve.Run;
import dev.winnow.schemas.AdaptiveAllocation;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.serde.AvroTrust;
import dev.winnow.synthesizer.planner.whatif.Ledger;
import dev.winnow.synthesizer.planner.whatif.Pool;
import dev.winnow.synthesizer.planner.whatif.Profile;
import dev.winnow.synthesizer.planner.whatif.References;
import dev.winnow.synthesizer.planner.whatif.WhatIf;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Holds an adaptive recipe against DART-Math's own rule at equal coverage, on one profile.
 *
 * <p>Coverage close to what can be reached at all is a matter of single prompts, each of which may
 * take thousands of candidates: hence several seeds, and the same draws for both sides.
 */
final class Matcher {
  /** Simulations of each price. */
  static final int SEEDS = 5;

  static {
    AvroTrust.install();
  }

  private final Recipe recipe;
  private final AdaptiveAllocation adaptive;
  private final Profile profile;
  private final long[] seeds;
  private final List<DartCurve> darts;

  /** Simulates a recipe with one seed. */
  private interface Simulation {
    Ledger run(Recipe recipe, long seed);
  }

  /**
   * @param recipe an adaptive one; its price does not matter
   * @param seed the first of the seeds
   */
  Matcher(Recipe recipe, Profile profile, long seed) {
    this.recipe = recipe;
    this.adaptive = (AdaptiveAllocation) recipe.getAllocation();
    this.profile = profile;
    this.seeds = LongStream.range(seed, seed + SEEDS).toArray();
    this.darts = LongStream.of(seeds).mapToObj(s -> new DartCurve(profile, wanted(), s)).toList();
  }

  /**
   * Holds it against the rule under each of these caps.
   *
   * @param step told of each cap that is done
   */
  List<Match> match(String label, Collection<Integer> caps, Pool pool, Runnable step) {
    PriceCurve learning =
        curve(adaptive, (priced, seed) -> WhatIf.run(priced, profile, pool, seed));
    PriceCurve best =
        curve(oneByOne(), (priced, seed) -> WhatIf.runKnowing(priced, profile, pool, seed));
    List<Match> matches = new ArrayList<>();
    for (int cap : caps) {
      List<Ledger> dart = simulate(seed -> References.dart(profile, wanted(), cap, seed));
      long covered = dart.stream().mapToLong(ledger -> ledger.covered(wanted())).sum();
      double candidates = dart.stream().mapToLong(Ledger::candidates).sum();
      double share = (double) covered / SEEDS / profile.size();
      Spent spent = spent(learning, covered);
      Spent least = spent(best, covered);
      matches.add(new Match(label, wanted(), cap, share, candidates / SEEDS, spent, least));
      step.run();
    }
    return matches;
  }

  private static @Nullable Spent spent(PriceCurve curve, long covered) {
    return Optional.of(covered)
        .filter(some -> some > 0)
        .flatMap(curve::cheapest)
        .map(
            found -> {
              Run run = found.getValue();
              double candidates = run.candidates();
              return new Spent(
                  found.getKey(),
                  candidates / SEEDS,
                  candidates / run.dart(),
                  run.meanRounds(),
                  candidates / run.oracle());
            })
        .orElse(null);
  }

  private PriceCurve curve(AdaptiveAllocation allocation, Simulation simulation) {
    return new PriceCurve(
        price -> {
          Recipe priced =
              Recipe.newBuilder(recipe)
                  .setAllocation(AdaptiveAllocation.newBuilder(allocation).setPrice(price).build())
                  .build();
          return sum(simulate(seed -> simulation.run(priced, seed)));
        });
  }

  private List<Ledger> simulate(LongFunction<Ledger> simulation) {
    return LongStream.of(seeds).parallel().mapToObj(simulation).toList();
  }

  private Run sum(List<Ledger> ledgers) {
    int[] covered = ledgers.stream().mapToInt(ledger -> ledger.covered(wanted())).toArray();
    double dart =
        IntStream.range(0, SEEDS)
            .mapToDouble(i -> darts.get(i).at(covered[i]).map(Point::candidates).orElse(0.0))
            .sum();
    return new Run(
        IntStream.of(covered).asLongStream().sum(),
        ledgers.stream().mapToLong(Ledger::candidates).sum(),
        dart,
        IntStream.of(covered).mapToDouble(c -> References.oracle(profile, wanted(), c)).sum(),
        ledgers.stream().mapToDouble(Ledger::meanRounds).average().orElse(0));
  }

  private int wanted() {
    return adaptive.getAccepted();
  }

  private AdaptiveAllocation oneByOne() {
    return AdaptiveAllocation.newBuilder(adaptive).setMaxRound(1).setRoundCost(0).build();
  }
}
