package dev.winnow.training;

import java.util.Arrays;
import java.util.List;

/**
 * The problems of one optimizer step, padded to the longest.
 *
 * @param rows number of problems
 * @param time number of tokens of each
 * @param ids row-major token ids
 * @param targets id of the next token where it belongs to the solution, {@link #IGNORED} elsewhere
 */
record TrainingBatch(int rows, int time, long[] ids, long[] targets) {
  static final long IGNORED = -100;

  /** A tokenized problem: the solution, with the end token, begins at {@code solutionStart}. */
  record Example(long[] ids, int solutionStart) {}

  static TrainingBatch of(List<Example> examples) {
    int time = examples.stream().mapToInt(e -> e.ids().length - 1).max().orElseThrow();
    long[] ids = new long[examples.size() * time];
    long[] targets = new long[examples.size() * time];
    Arrays.fill(targets, IGNORED);
    for (int row = 0; row < examples.size(); row++) {
      Example example = examples.get(row);
      int length = example.ids().length - 1;
      System.arraycopy(example.ids(), 0, ids, row * time, length);
      for (int i = example.solutionStart() - 1; i < length; i++) {
        targets[row * time + i] = example.ids()[i + 1];
      }
    }
    return new TrainingBatch(examples.size(), time, ids, targets);
  }
}
