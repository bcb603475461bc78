package dev.winnow.ops.console;

import dev.winnow.planner.difficulty.Cell;
import dev.winnow.producers.gateway.RecordStore;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How the ended prompts of each recipe passed: prompts with the same number of accepted of the same
 * number of judged candidates count together. Bounded: at most {@value #MAX_CELLS} such numbers of
 * at most {@value #MAX_RECIPES} recipes; prompts beyond are counted by their pass rate in
 * hundredths. Thread-safe.
 */
final class DifficultyCounts {
  static final int MAX_RECIPES = 1_000;
  static final int MAX_CELLS = 10_000;

  private static final int HUNDREDTHS = 100;

  private final Map<String, TreeMap<Cell, Sums>> recipes = new HashMap<>();
  private final StoredTable<RecipeCell, Sums> stored =
      new StoredTable<>("difficulty", RecipeCell.class, Sums.class);

  private record RecipeCell(String recipe, Cell cell) {}

  /**
   * Sums over prompts.
   *
   * @param candidates candidates ordered
   * @param wanted accepted candidates wanted, of the prompts where that is known
   * @param wanting number of these prompts
   */
  record Sums(
      long prompts,
      long candidates,
      long accepted,
      long wanted,
      long wanting,
      long unsolvable,
      long tokens) {
    static final Sums NONE = new Sums(0, 0, 0, 0, 0, 0, 0);

    static Sums of(Progress progress) {
      return new Sums(
          1,
          progress.getOrdered(),
          progress.getAccepted(),
          progress.getWanted().orElse(0),
          progress.getWanted().isPresent() ? 1 : 0,
          progress.getUnsolvable() ? 1 : 0,
          progress.getTokens());
    }

    Sums plus(Sums other, int sign) {
      return new Sums(
          prompts + sign * other.prompts,
          candidates + sign * other.candidates,
          accepted + sign * other.accepted,
          wanted + sign * other.wanted,
          wanting + sign * other.wanting,
          unsolvable + sign * other.unsolvable,
          tokens + sign * other.tokens);
    }
  }

  /** Reads the counts that were saved. */
  synchronized void load(RecordStore store) {
    stored.load(
        store,
        (place, sums) ->
            recipes
                .computeIfAbsent(place.recipe(), fresh -> new TreeMap<>())
                .put(place.cell(), sums));
  }

  /** Writes the counts into the store. */
  synchronized void save(RecordStore store) {
    stored.save(
        store,
        place ->
            Optional.ofNullable(recipes.get(place.recipe())).map(cells -> cells.get(place.cell())));
  }

  /** Counts a prompt whose progress was this before and is this now. */
  synchronized void replace(Optional<Progress> before, Optional<Progress> now) {
    before.filter(DifficultyCounts::counts).ifPresent(old -> add(old, -1));
    now.filter(DifficultyCounts::counts).ifPresent(one -> add(one, 1));
  }

  /** Returns the ended prompts of a recipe by what became of their candidates. */
  synchronized Map<Cell, Sums> of(String recipe) {
    return new TreeMap<>(recipes.getOrDefault(recipe, new TreeMap<>()));
  }

  private static boolean counts(Progress progress) {
    boolean hasEnded =
        progress.getState() == PromptState.SATISFIED
            || progress.getState() == PromptState.EXHAUSTED;
    return hasEnded && progress.getAccepted() + progress.getRejected() > 0;
  }

  private void add(Progress progress, int sign) {
    if (!recipes.containsKey(progress.getRecipe()) && recipes.size() >= MAX_RECIPES) {
      return;
    }
    TreeMap<Cell, Sums> cells =
        recipes.computeIfAbsent(progress.getRecipe(), fresh -> new TreeMap<>());
    Cell cell = cell(progress, cells);
    Sums sums = cells.getOrDefault(cell, Sums.NONE).plus(Sums.of(progress), sign);
    stored.changed(new RecipeCell(progress.getRecipe(), cell));
    if (sums.prompts() == 0) {
      cells.remove(cell);
    } else {
      cells.put(cell, sums);
    }
  }

  private static Cell cell(Progress progress, TreeMap<Cell, Sums> cells) {
    int judged = progress.getAccepted() + progress.getRejected();
    Cell exact = new Cell(0, judged, progress.getAccepted());
    if (cells.containsKey(exact) || cells.size() < MAX_CELLS) {
      return exact;
    }
    long hundredths = Math.round((double) HUNDREDTHS * progress.getAccepted() / judged);
    return new Cell(0, HUNDREDTHS, (int) hundredths);
  }
}
