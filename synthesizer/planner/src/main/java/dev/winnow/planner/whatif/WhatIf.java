package dev.winnow.planner.whatif;

import dev.winnow.planner.difficulty.Cell;
import dev.winnow.planner.difficulty.HeapDifficultyStore;
import dev.winnow.planner.strategy.Allocator;
import dev.winnow.planner.strategy.BoundStrategy;
import dev.winnow.planner.strategy.Counts;
import dev.winnow.planner.strategy.Decision;
import dev.winnow.planner.strategy.Decision.Exhausted;
import dev.winnow.planner.strategy.Decision.Failed;
import dev.winnow.planner.strategy.Decision.SampleMore;
import dev.winnow.planner.strategy.Decision.Satisfied;
import dev.winnow.planner.strategy.Wanted;
import dev.winnow.schemas.Recipe;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * Runs a recipe's allocation over a profile.
 *
 * <ol>
 *   <li>All prompts are published at once; while the pool's window has room, the next in line has
 *       its turn, and the planner's allocator decides on it, knowing what came in until then.
 *   <li>The pool samples rounds in the order of their orders, so that many are in flight.
 *   <li>When a round is in, the allocator learns from it; the prompt ends, or waits for its turn.
 * </ol>
 *
 * The same arguments give the same simulation.
 */
public final class WhatIf {
  private final Recipe recipe;
  private final SimulatedPool pool;
  private final Profile profile;
  private final OutcomeDraws draws;
  private final Optional<String> failRateField;
  private final Allocator allocator;
  private final SimulationResult simulation;
  private final Cell[] cells;
  private final Wanted[] wanted;
  private final Queue<Integer> waiting = new ArrayDeque<>();
  private final PriorityQueue<RoundIn> inFlight =
      new PriorityQueue<>(Comparator.comparingDouble(RoundIn::time).thenComparing(RoundIn::prompt));
  private int next;
  private int onOrder;
  private double now;
  private double poolFreeAt;

  private record RoundIn(double time, int prompt, int candidates) {}

  private WhatIf(
      Recipe recipe, Profile profile, SimulatedPool pool, long seed, HeapDifficultyStore store) {
    this.recipe = recipe;
    this.allocator = new Allocator(any -> store);
    this.pool = pool;
    this.profile = profile;
    this.failRateField = BoundStrategy.of(recipe.getAllocation()).failRateField();
    this.draws = new OutcomeDraws(profile, seed);
    this.simulation = new SimulationResult(profile.size());
    this.cells = new Cell[profile.size()];
    this.wanted = new Wanted[profile.size()];
    Arrays.fill(cells, Cell.NONE);
    Arrays.fill(wanted, new Wanted.Every());
  }

  /** Returns what every prompt of the profile gets. */
  public static SimulationResult run(
      Recipe recipe, Profile profile, SimulatedPool pool, long seed) {
    return new WhatIf(recipe, profile, pool, seed, new HeapDifficultyStore()).run();
  }

  /**
   * Returns the same for a planner that knows from the start how many prompts pass at which rate,
   * though not which ones. An adaptive recipe learns nothing then.
   */
  public static SimulationResult runKnowing(
      Recipe recipe, Profile profile, SimulatedPool pool, long seed) {
    HeapDifficultyStore store = HeapDifficultyStore.knowing(profile.passRates());
    return new WhatIf(recipe, profile, pool, seed, store).run();
  }

  private SimulationResult run() {
    giveTurns();
    while (!inFlight.isEmpty()) {
      RoundIn in = inFlight.remove();
      now = in.time();
      onOrder -= in.candidates();
      cells[in.prompt()] = allocator.learn(recipe, cells[in.prompt()], counts(in.prompt()));
      if (decide(in.prompt()) instanceof SampleMore) {
        waiting.add(in.prompt());
      } else {
        takeTurn(in.prompt());
      }
      giveTurns();
    }
    return simulation;
  }

  /** Prompts that were begun come first: what they teach serves those that follow. */
  private void giveTurns() {
    while (onOrder < pool.window() && (!waiting.isEmpty() || next < simulation.prompts())) {
      takeTurn(waiting.isEmpty() ? next++ : waiting.remove());
    }
  }

  private void takeTurn(int prompt) {
    switch (decide(prompt)) {
      case SampleMore more -> order(prompt, more);
      case Satisfied satisfied -> {
        simulation.satisfy(prompt);
        simulation.endAt(now);
      }
      case Exhausted exhausted -> simulation.endAt(now);
      case Failed failed -> simulation.endAt(now);
    }
  }

  private Decision decide(int prompt) {
    return allocator.decide(recipe, metadata(prompt), counts(prompt));
  }

  /** A recipe that reads published fail rates gets the profile's. */
  private Map<String, String> metadata(int prompt) {
    return failRateField
        .map(field -> Map.of(field, Double.toString(1 - profile.passRate(prompt))))
        .orElseGet(Map::of);
  }

  private Counts counts(int prompt) {
    int ordered = simulation.ordered(prompt);
    return new Counts(
        ordered, simulation.accepted(prompt), ordered, simulation.tokens(prompt), wanted[prompt]);
  }

  private void order(int prompt, SampleMore more) {
    wanted[prompt] = more.wanted();
    simulation.addRound(prompt);
    long all = 0;
    long longest = 0;
    int first = simulation.ordered(prompt);
    for (int index = first; index < first + more.candidates(); index++) {
      long tokens = draws.tokens(prompt, index);
      all += tokens;
      longest = Math.max(longest, tokens);
      simulation.add(prompt, draws.isAccepted(prompt, index), tokens);
    }
    double start = Math.max(now, poolFreeAt);
    poolFreeAt = start + (double) all / pool.slots();
    double last = Math.max(poolFreeAt, start + longest);
    inFlight.add(new RoundIn(last + pool.roundTrip(), prompt, more.candidates()));
    onOrder += more.candidates();
  }
}
