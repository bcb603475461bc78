package dev.winnow.planner.difficulty;

import java.util.Optional;
import java.util.SortedMap;

/** Where a recipe's cells and the model learned from them are kept. */
public interface DifficultyStore {
  /** Returns the number of prompts in a cell, 0 where none was put. */
  long prompts(Cell cell);

  /** Sets how many prompts are in a cell; 0 forgets it. */
  void putPrompts(Cell cell, long prompts);

  /** Returns every cell with prompts, in order. */
  SortedMap<Cell, Long> cells();

  /** Returns the number of rounds that were recorded. */
  long rounds();

  /** Sets the number of rounds that were recorded. */
  void putRounds(long rounds);

  /** Returns the model as {@link DifficultyLearner} wrote it, if it did. */
  Optional<byte[]> model();

  /** Returns the prior that the model is fitted from, if another model sampled before. */
  Optional<byte[]> base();

  /** Keeps that prior. */
  void putBase(byte[] prior);

  /** Keeps the model. */
  void putModel(byte[] model);
}
