package dev.winnow.synthesizer.planner.whatif;

import dev.winnow.schemas.Recipe;
import dev.winnow.synthesizer.planner.difficulty.Cell;
import dev.winnow.synthesizer.planner.difficulty.HeapDifficultyStore;
import dev.winnow.synthesizer.planner.strategy.Allocator;
import dev.winnow.synthesizer.planner.strategy.Counts;
import dev.winnow.synthesizer.planner.strategy.Decision;
import dev.winnow.synthesizer.planner.strategy.Decision.SampleMore;
import dev.winnow.synthesizer.planner.strategy.Decision.Satisfied;
import java.util.Comparator;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Runs a recipe's allocation over a profile.
 *
 * <ol>
 *   <li>All prompts are published at once, and the first round of each is ordered.
 *   <li>The pool samples rounds in the order of their orders, so that many are in flight.
 *   <li>When a round is in, the planner's allocator decides, knowing what came in until then.
 * </ol>
 *
 * The same arguments give the same ledger.
 */
public final class WhatIf {
  private final Recipe recipe;
  private final Pool pool;
  private final Draws draws;
  private final Allocator allocator = new Allocator(any -> new HeapDifficultyStore());
  private final Ledger ledger;
  private final Cell[] cells;
  private final PriorityQueue<RoundIn> inFlight =
      new PriorityQueue<>(Comparator.comparingDouble(RoundIn::time).thenComparing(RoundIn::prompt));
  private double poolFreeAt;

  private record RoundIn(double time, int prompt) {}

  private WhatIf(Recipe recipe, Profile profile, Pool pool, long seed) {
    this.recipe = recipe;
    this.pool = pool;
    this.draws = new Draws(profile, seed);
    this.ledger = new Ledger(profile.size());
    this.cells = new Cell[profile.size()];
  }

  /** What every prompt of the profile gets. */
  public static Ledger run(Recipe recipe, Profile profile, Pool pool, long seed) {
    return new WhatIf(recipe, profile, pool, seed).run();
  }

  private Ledger run() {
    for (int prompt = 0; prompt < ledger.prompts(); prompt++) {
      cells[prompt] = Cell.NONE;
      decide(prompt, 0);
    }
    for (RoundIn in = inFlight.poll(); in != null; in = inFlight.poll()) {
      decide(in.prompt(), in.time());
    }
    return ledger;
  }

  private void decide(int prompt, double now) {
    int ordered = ledger.ordered(prompt);
    Counts counts = new Counts(ordered, ledger.accepted(prompt), ordered, ledger.tokens(prompt));
    Decision decision = allocator.decide(recipe, Map.of(), cells[prompt], counts);
    cells[prompt] = counts.cell();
    if (decision instanceof SampleMore more) {
      order(prompt, more.candidates(), now);
      return;
    }
    if (decision instanceof Satisfied) {
      ledger.satisfy(prompt);
    }
    ledger.endAt(now);
  }

  private void order(int prompt, int candidates, double now) {
    ledger.addRound(prompt);
    long all = 0;
    long longest = 0;
    int first = ledger.ordered(prompt);
    for (int index = first; index < first + candidates; index++) {
      long tokens = draws.tokens(prompt, index);
      all += tokens;
      longest = Math.max(longest, tokens);
      ledger.add(prompt, draws.isAccepted(prompt, index), tokens);
    }
    double start = Math.max(now, poolFreeAt);
    poolFreeAt = start + (double) all / pool.slots();
    double last = Math.max(poolFreeAt, start + longest);
    inFlight.add(new RoundIn(last + pool.roundTrip(), prompt));
  }
}
