package dev.winnow.ops.plan;

import dev.winnow.ops.plan.Forecast.Coverage;
import dev.winnow.ops.plan.Forecast.Reference;
import dev.winnow.ops.plan.PlanReport.OnProfile;
import dev.winnow.planner.whatif.BaselineStrategies;
import dev.winnow.planner.whatif.Profile;
import dev.winnow.planner.whatif.SimulatedPool;
import dev.winnow.planner.whatif.SimulationResult;
import dev.winnow.planner.whatif.WhatIf;
import dev.winnow.schemas.Recipe;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Simulates recipes on profiles. The same arguments give the same report. Immutable. */
public final class Forecaster {
  private final List<Recipe> recipes;
  private final List<String> labels;
  private final SimulatedPool pool;
  private final long seed;
  private final SortedSet<Integer> dartCaps;
  private final SortedSet<Integer> enough = new TreeSet<>(List.of(1, 4));

  /**
   * A forecaster.
   *
   * @param seed decides which candidates are accepted, and how long they are
   * @param dartCaps candidate caps of DART-Math's rule against which recipes with a price are held
   *     at equal coverage; may be empty
   * @throws PlanInputException if a recipe is given twice, or there are caps and no recipe with a
   *     price
   */
  public Forecaster(
      List<Recipe> recipes, SimulatedPool pool, long seed, Collection<Integer> dartCaps) {
    this.recipes = List.copyOf(recipes);
    this.labels = labels(recipes);
    this.pool = pool;
    this.seed = seed;
    this.dartCaps = Collections.unmodifiableSortedSet(new TreeSet<>(dartCaps));
    if (!dartCaps.isEmpty() && recipes.stream().noneMatch(Goals::isPriced)) {
      throw new PlanInputException(
          "--dart-caps: no recipe has a strategy with a price that could be found; add one, such as"
              + " 'adaptive'");
    }
    recipes.forEach(recipe -> Goals.wanted(recipe).ifPresent(enough::add));
  }

  /** Returns the number of steps of {@link #run} for one profile. */
  public int steps() {
    return recipes.size()
        + dartCaps.size() * (int) recipes.stream().filter(Goals::isPriced).count();
  }

  /**
   * Simulates every recipe on every profile.
   *
   * @param step called after each step
   */
  public PlanReport run(List<NamedProfile> profiles, Runnable step) {
    return new PlanReport(
        seed, pool.slots(), pool.roundTrip(), profiles.stream().map(p -> on(p, step)).toList());
  }

  private OnProfile on(NamedProfile named, Runnable step) {
    Profile profile = named.profile();
    Deciles deciles = Deciles.of(profile);
    Map<Integer, DartCurve> curves = new HashMap<>();
    List<Forecast> forecasts = new ArrayList<>();
    for (int i = 0; i < recipes.size(); i++) {
      forecasts.add(forecast(i, profile, deciles, curves));
      step.run();
    }
    double mean = IntStream.range(0, profile.size()).mapToDouble(profile::passRate).sum();
    return new OnProfile(
        named.name(),
        profile.size(),
        mean / profile.size(),
        deciles.means(profile::passRate),
        forecasts,
        dartCaps.isEmpty() ? List.of() : matches(profile, step));
  }

  private List<Match> matches(Profile profile, Runnable step) {
    List<Match> matches = new ArrayList<>();
    for (int i = 0; i < recipes.size(); i++) {
      if (Goals.isPriced(recipes.get(i))) {
        Matcher matcher = new Matcher(recipes.get(i), profile, seed);
        matches.addAll(matcher.match(labels.get(i), dartCaps, pool, step));
      }
    }
    return matches;
  }

  private Forecast forecast(
      int index, Profile profile, Deciles deciles, Map<Integer, DartCurve> curves) {
    Recipe recipe = recipes.get(index);
    SimulationResult simulation = WhatIf.run(recipe, profile, pool, seed);
    OptionalInt wanted = Goals.wanted(recipe);
    return new Forecast(
        labels.get(index),
        recipe.getVersion(),
        recipe.getAllocation().getStrategy(),
        wanted.isPresent() ? wanted.getAsInt() : null,
        simulation.candidates(),
        simulation.tokens(),
        simulation.meanRounds(),
        simulation.time(),
        Goals.beyondBudget(recipe, simulation).orElse(null),
        enough.stream().map(accepted -> coverage(simulation, deciles, accepted)).toList(),
        deciles.means(simulation::accepted),
        deciles.means(simulation::ordered),
        wanted.isPresent() ? dart(simulation, profile, wanted.getAsInt(), curves) : null,
        wanted.isPresent() ? oracle(simulation, profile, wanted.getAsInt()) : null);
  }

  private static Coverage coverage(SimulationResult simulation, Deciles deciles, int accepted) {
    int prompts = simulation.covered(accepted);
    return new Coverage(
        accepted,
        prompts,
        (double) prompts / simulation.prompts(),
        deciles.means(prompt -> simulation.accepted(prompt) >= accepted ? 1 : 0));
  }

  private @Nullable Reference dart(
      SimulationResult simulation, Profile profile, int wanted, Map<Integer, DartCurve> curves) {
    return curves
        .computeIfAbsent(wanted, k -> new DartCurve(profile, k, seed))
        .at(simulation.covered(wanted))
        .map(
            at ->
                new Reference(at.candidates(), simulation.candidates() / at.candidates(), at.cap()))
        .orElse(null);
  }

  private static @Nullable Reference oracle(
      SimulationResult simulation, Profile profile, int wanted) {
    int covered = simulation.covered(wanted);
    if (covered == 0) {
      return null;
    }
    double candidates = BaselineStrategies.oracle(profile, wanted, covered);
    return new Reference(candidates, simulation.candidates() / candidates, null);
  }

  /** Returns a recipe's name, with its version if another has the same name. */
  private static List<String> labels(List<Recipe> recipes) {
    List<String> labels = recipes.stream().map(recipe -> label(recipe, recipes)).toList();
    for (int i = 0; i < labels.size(); i++) {
      if (labels.indexOf(labels.get(i)) < i) {
        throw new PlanInputException(
            "recipe %s is given twice; keep one, or change it".formatted(labels.get(i)));
      }
    }
    return labels;
  }

  private static String label(Recipe recipe, List<Recipe> recipes) {
    long same = recipes.stream().filter(other -> other.getName().equals(recipe.getName())).count();
    return same == 1 ? recipe.getName() : recipe.getName() + "@" + recipe.getVersion();
  }
}
