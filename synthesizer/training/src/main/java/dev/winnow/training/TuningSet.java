package dev.winnow.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * The examples of a tuning, split by prompt.
 *
 * @param learned learned from
 * @param heldOut measured only
 * @param rows most rows of a batch
 * @param time most cells of a row
 */
record TuningSet(List<TuningUnit> learned, List<TuningUnit> heldOut, int rows, int time) {
  private static final int PARTS = 1000;

  /**
   * Splits the examples. A prompt is held out by its text alone, so that it is in every run on any
   * data.
   */
  static TuningSet of(List<TuningUnit> units, TuningConfig config, int context) {
    List<TuningUnit> learned = new ArrayList<>();
    List<TuningUnit> heldOut = new ArrayList<>();
    for (TuningUnit unit : units) {
      (isHeldOut(unit, config) ? heldOut : learned).add(unit);
    }
    int texts = units.stream().mapToInt(unit -> unit.texts().size()).max().orElse(1);
    return new TuningSet(learned, heldOut, rows(config, context, texts), context);
  }

  /** Returns whether the prompt is held out: by its text alone. */
  static boolean isHeldOut(TuningUnit unit, TuningConfig config) {
    long part = Long.remainderUnsigned(new SplittableRandom(unit.prompt()).nextLong(), PARTS);
    return part < config.heldOut() * PARTS;
  }

  /**
   * Returns the most rows of a batch.
   *
   * @param texts texts of an example, which stay in one batch
   */
  static int rows(TuningConfig config, int context, int texts) {
    return Math.max(texts, config.batchTokens() / context);
  }

  /** Returns the batches of an epoch, counted from 1. */
  List<PackedBatch> epoch(int epoch, long seed) {
    List<TuningUnit> shuffled = new ArrayList<>(learned);
    Collections.shuffle(shuffled, new Random(new SplittableRandom(seed).nextLong() + epoch));
    return Packing.of(shuffled, rows, time);
  }

  /** Returns the batches to measure. */
  List<PackedBatch> measured() {
    return Packing.of(heldOut, rows, time);
  }
}
