package dev.winnow.ops.console;

import dev.winnow.ops.console.DifficultyCounts.Sums;
import dev.winnow.planner.difficulty.Cell;
import dev.winnow.planner.difficulty.Prior;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How difficult the ended prompts of a recipe were. A prompt's difficulty is its measured pass
 * rate. Prompts without an accepted or rejected candidate are not among them. Immutable.
 *
 * @param prompts number of prompts
 * @param unsolvable of these, those that the planner held to be unsolvable
 * @param deciles ten groups of prompts of equal size, the hardest first; empty without prompts
 * @param histogram prompts by pass rate, in {@value #BINS} bins of equal width over 0 to 1; a pass
 *     rate of 1 is in the last
 * @param prior share of each bin that the planner's fit to the same verdicts expects of prompts of
 *     which nothing is known; empty without prompts
 */
record Difficulty(
    String recipe,
    long prompts,
    long unsolvable,
    List<Decile> deciles,
    List<Long> histogram,
    List<Double> prior) {
  static final int BINS = 20;

  private static final int DECILES = 10;

  /**
   * A tenth of the prompts. Prompts of equal difficulty at its border count in parts.
   *
   * @param wanted accepted candidates wanted of each prompt; null where the recipe wants all
   */
  record Decile(
      double prompts,
      double passRate,
      double candidatesPerPrompt,
      double acceptedPerPrompt,
      @Nullable Double wanted) {}

  Difficulty {
    deciles = List.copyOf(deciles);
    histogram = List.copyOf(histogram);
    prior = List.copyOf(prior);
  }

  static Difficulty of(String recipe, Map<Cell, Sums> cells) {
    Sums all = Sums.NONE;
    long[] histogram = new long[BINS];
    for (Map.Entry<Cell, Sums> cell : cells.entrySet()) {
      all = all.plus(cell.getValue(), 1);
      int bin = (int) (BINS * rate(cell.getKey()));
      histogram[Math.min(BINS - 1, bin)] += cell.getValue().prompts();
    }
    return new Difficulty(
        recipe,
        all.prompts(),
        all.unsolvable(),
        deciles(cells, all.prompts()),
        IntStream.range(0, BINS).mapToObj(bin -> histogram[bin]).toList(),
        cells.isEmpty() ? List.of() : prior(cells));
  }

  private static double rate(Cell cell) {
    return (double) cell.accepted() / cell.judged();
  }

  private static List<Double> prior(Map<Cell, Sums> cells) {
    Map<Cell, Long> prompts = new TreeMap<>();
    cells.forEach((cell, sums) -> prompts.put(cell, sums.prompts()));
    Prior prior = Prior.fit(prompts);
    List<Double> bins = new ArrayList<>();
    double below = 0;
    for (int bin = 1; bin <= BINS; bin++) {
      double next = bin == BINS ? 1 : prior.probabilityBelow((double) bin / BINS, 0, 0);
      bins.add(next - below);
      below = next;
    }
    return bins;
  }

  /** Fills one decile after the other; a cell at a border is split. */
  private static List<Decile> deciles(Map<Cell, Sums> cells, long prompts) {
    List<Map.Entry<Cell, Sums>> hardestFirst = new ArrayList<>(cells.entrySet());
    hardestFirst.sort(Comparator.comparingDouble(entry -> rate(entry.getKey())));
    List<Decile> deciles = new ArrayList<>();
    double size = (double) prompts / DECILES;
    DecileSum sum = new DecileSum();
    for (Map.Entry<Cell, Sums> cell : hardestFirst) {
      double left = cell.getValue().prompts();
      while (left > 0) {
        double taken = Math.min(left, size - sum.prompts);
        sum.add(cell.getValue(), rate(cell.getKey()), taken);
        left -= taken;
        boolean isFull = sum.prompts >= size * (1 - 1e-9);
        if (isFull && deciles.size() < DECILES - 1) {
          deciles.add(sum.decile());
          sum = new DecileSum();
        } else if (isFull) {
          break;
        }
      }
    }
    if (sum.prompts > 0) {
      deciles.add(sum.decile());
    }
    return deciles;
  }

  private static final class DecileSum {
    private double prompts;
    private double rates;
    private double candidates;
    private double accepted;
    private double wanted;
    private double wanting;

    void add(Sums sums, double rate, double taken) {
      double part = taken / sums.prompts();
      prompts += taken;
      rates += taken * rate;
      candidates += part * sums.candidates();
      accepted += part * sums.accepted();
      wanted += part * sums.wanted();
      wanting += part * sums.wanting();
    }

    Decile decile() {
      return new Decile(
          prompts,
          rates / prompts,
          candidates / prompts,
          accepted / prompts,
          wanting == 0 ? null : wanted / wanting);
    }
  }
}
