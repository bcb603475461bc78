package dev.winnow.planner.difficulty;

import java.util.Optional;
import java.util.SortedMap;

/** Where a recipe's cells and the model learned from them are kept. */
public interface DifficultyStore {
  /** Prompts in a cell, 0 where none was put. */
  long prompts(Cell cell);

  /** Sets how many prompts are in a cell; 0 forgets it. */
  void putPrompts(Cell cell, long prompts);

  /** Every cell with prompts, in order. */
  SortedMap<Cell, Long> cells();

  /** Rounds that were recorded. */
  long rounds();

  /** Sets the rounds that were recorded. */
  void putRounds(long rounds);

  /** The model as {@link DifficultyLearner} wrote it, if it did. */
  Optional<byte[]> model();

  /** The prior that the model is fitted from, if another model sampled before. */
  Optional<byte[]> base();

  /** Keeps that prior. */
  void putBase(byte[] prior);

  /** Keeps the model. */
  void putModel(byte[] model);
}
