package dev.winnow.planner.difficulty;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Priors of one recipe's prompts: one for all, and one for each class of response length that was
 * seen. Immutable and thread-safe.
 */
public final class DifficultyModel {
  static final double INITIAL_PROMPTS = 8;
  private static final double POOLED_PROMPTS = 30;

  private final long rounds;
  private final Prior pooled;
  private final SortedMap<Integer, Prior> byLength;

  private DifficultyModel(long rounds, Prior pooled, SortedMap<Integer, Prior> byLength) {
    this.rounds = rounds;
    this.pooled = pooled;
    this.byLength = byLength;
  }

  /** Returns the model before anything was learned. */
  public static DifficultyModel initial() {
    return new DifficultyModel(0, Prior.initial(), new TreeMap<>());
  }

  /** Returns the model of prompts whose pass rates are known, so that it is never fitted anew. */
  static DifficultyModel known(double[] passRates) {
    return new DifficultyModel(Long.MAX_VALUE, Prior.of(passRates), new TreeMap<>());
  }

  /**
   * Returns the model that fits the number of prompts in each cell. Sparse cells are shrunk: the
   * prior of a length towards the one of all lengths, and that towards the base.
   */
  static DifficultyModel fit(long rounds, SortedMap<Cell, Long> cells, Prior base) {
    SortedMap<Cell, Long> anyLength = new TreeMap<>();
    SortedMap<Integer, SortedMap<Cell, Long>> split = new TreeMap<>();
    cells.forEach(
        (cell, prompts) -> {
          anyLength.merge(new Cell(0, cell.judged(), cell.accepted()), prompts, Long::sum);
          split.computeIfAbsent(cell.length(), length -> new TreeMap<>()).put(cell, prompts);
        });
    Prior pooled = PriorFit.fit(anyLength, base, INITIAL_PROMPTS);
    SortedMap<Integer, Prior> byLength = new TreeMap<>();
    split.forEach(
        (length, some) -> byLength.put(length, PriorFit.fit(some, pooled, POOLED_PROMPTS)));
    return new DifficultyModel(rounds, pooled, byLength);
  }

  /** Returns the same priors, as if they were learned from nothing. */
  DifficultyModel unlearned() {
    return new DifficultyModel(0, pooled, byLength);
  }

  /** Returns the prior of prompts of any length. */
  Prior pooled() {
    return pooled;
  }

  /** Rounds that it was learned from. */
  long rounds() {
    return rounds;
  }

  /** Returns the prior for a prompt in this cell. */
  public Prior prior(Cell cell) {
    return cell.judged() == 0 ? pooled : byLength.getOrDefault(cell.length(), pooled);
  }

  byte[] toBytes() {
    int size = Long.BYTES + Prior.BYTES + byLength.size() * (Integer.BYTES + Prior.BYTES);
    ByteBuffer bytes = ByteBuffer.allocate(size).putLong(rounds);
    pooled.write(bytes);
    for (Map.Entry<Integer, Prior> entry : byLength.entrySet()) {
      bytes.putInt(entry.getKey());
      entry.getValue().write(bytes);
    }
    return bytes.array();
  }

  static DifficultyModel fromBytes(byte[] array) {
    ByteBuffer bytes = ByteBuffer.wrap(array);
    long rounds = bytes.getLong();
    Prior pooled = Prior.read(bytes);
    SortedMap<Integer, Prior> byLength = new TreeMap<>();
    while (bytes.hasRemaining()) {
      byLength.put(bytes.getInt(), Prior.read(bytes));
    }
    return new DifficultyModel(rounds, pooled, byLength);
  }
}
