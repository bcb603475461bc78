package dev.winnow.planner.difficulty;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A store that is gone with the process. Not thread-safe. */
public final class HeapDifficultyStore implements DifficultyStore {
  private final SortedMap<Cell, Long> cells = new TreeMap<>();
  private long rounds;
  private Optional<byte[]> model = Optional.empty();
  private Optional<byte[]> base = Optional.empty();

  /**
   * Returns a store that knows how hard the prompts are, so that nothing is learned.
   *
   * @param passRates of all prompts, at least one
   */
  public static HeapDifficultyStore knowing(double[] passRates) {
    HeapDifficultyStore store = new HeapDifficultyStore();
    store.putModel(DifficultyModel.known(passRates).toBytes());
    return store;
  }

  @Override
  public long prompts(Cell cell) {
    return cells.getOrDefault(cell, 0L);
  }

  @Override
  public void putPrompts(Cell cell, long prompts) {
    if (prompts == 0) {
      cells.remove(cell);
    } else {
      cells.put(cell, prompts);
    }
  }

  @Override
  public SortedMap<Cell, Long> cells() {
    return Collections.unmodifiableSortedMap(cells);
  }

  @Override
  public long rounds() {
    return rounds;
  }

  @Override
  public void putRounds(long rounds) {
    this.rounds = rounds;
  }

  @Override
  public Optional<byte[]> model() {
    return model;
  }

  @Override
  public Optional<byte[]> base() {
    return base;
  }

  @Override
  public void putBase(byte[] prior) {
    this.base = Optional.of(prior);
  }

  @Override
  public void putModel(byte[] model) {
    this.model = Optional.of(model);
  }
}
