package dev.winnow.worker.engine.djl;

import ai.djl.pytorch.engine.PtNDArray;
import dev.winnow.schemas.SamplingParams;
import dev.winnow.transformer.LlamaModel;
import dev.winnow.transformer.LlamaModel.Inputs;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of rows that are decoded together, with their cache.
 *
 * <p>A candidate's text does not depend on the other rows, for these reasons. A batch always
 * computes all its rows (including empty ones) over its whole capacity, so every matrix product has
 * the same shape, and libtorch chooses the same kernel with the same order of additions. No
 * operation combines rows. Cells after a row's own position have weight exactly zero. The capacity
 * depends only on the request.
 */
final class Batch implements AutoCloseable {
  private final LlamaModel model;
  private final int capacity;
  private final List<PtNDArray> cache;
  private final @Nullable Sequence[] rows;

  Batch(LlamaModel model, int size, int capacity) {
    this.model = model;
    this.capacity = capacity;
    this.cache = model.newCache(size, capacity);
    this.rows = new Sequence[size];
  }

  int capacity() {
    return capacity;
  }

  int free() {
    int free = 0;
    for (Sequence row : rows) {
      free += row == null ? 1 : 0;
    }
    return free;
  }

  boolean isEmpty() {
    return free() == rows.length;
  }

  /**
   * Assigns slots to these rows, at most as many as are free, and copies their prompt's keys and
   * values.
   */
  void admit(List<Sequence> admitted, List<PtNDArray> prompt) {
    List<Integer> slots = new ArrayList<>();
    for (int slot = 0; slot < rows.length && slots.size() < admitted.size(); slot++) {
      if (rows[slot] == null) {
        rows[slot] = admitted.get(slots.size());
        slots.add(slot);
      }
    }
    if (!prompt.isEmpty()) {
      model.admit(cache, prompt, slots.stream().mapToLong(Integer::longValue).toArray());
    }
  }

  /** Frees the slots of rows whose request was abandoned. */
  void dropAbandoned() {
    for (int slot = 0; slot < rows.length; slot++) {
      Sequence row = rows[slot];
      if (row != null && row.group.isAbandoned()) {
        rows[slot] = null;
      }
    }
  }

  /**
   * Decodes one token for every row; {@code next} receives each row's token and returns whether the
   * row leaves.
   */
  void step(Stepper next) {
    long[] tokens = model.step(cache, inputs());
    for (int slot = 0; slot < rows.length; slot++) {
      Sequence row = rows[slot];
      if (row != null && next.isFinished(row, tokens[slot])) {
        rows[slot] = null;
      }
    }
  }

  @FunctionalInterface
  interface Stepper {
    boolean isFinished(Sequence row, long token);
  }

  /** Fails the requests of all rows. */
  void failAll(Throwable cause) {
    for (Sequence row : rows) {
      if (row != null) {
        row.group.fail(cause);
      }
    }
  }

  @Override
  public void close() {
    cache.forEach(PtNDArray::close);
  }

  private Inputs inputs() {
    int size = rows.length;
    Inputs inputs =
        new Inputs(
            new long[size],
            new long[size],
            new double[size],
            new double[size],
            new double[size],
            new long[size],
            isFiltered());
    for (int slot = 0; slot < size; slot++) {
      Sequence row = rows[slot];
      inputs.topPs()[slot] = 1;
      if (row != null) {
        fill(inputs, slot, row);
      }
    }
    return inputs;
  }

  private static void fill(Inputs inputs, int slot, Sequence row) {
    SamplingParams sampling = row.sampling();
    inputs.tokens()[slot] = row.token();
    inputs.positions()[slot] = row.position();
    inputs.draws()[slot] = row.draw();
    inputs.temperatures()[slot] = sampling.getTemperature();
    inputs.topPs()[slot] = sampling.getTopP();
    inputs.topKs()[slot] = sampling.getTopK();
  }

  /** Sorting the vocabulary is expensive, so it is done only if a row in the batch needs it. */
  private boolean isFiltered() {
    for (Sequence row : rows) {
      if (row != null && (row.sampling().getTopP() < 1 || row.sampling().getTopK() > 0)) {
        return true;
      }
    }
    return false;
  }
}
