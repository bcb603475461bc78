package dev.winnow.synthesizer.engine.djl;

import ai.djl.pytorch.engine.PtNDArray;
import dev.winnow.schemas.Sampling;
import dev.winnow.synthesizer.engine.djl.LlamaModel.Inputs;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of rows that are decoded together, with their cache.
 *
 * <p>Why a candidate's text does not depend on its neighbours: a tile always computes all its rows
 * (empty ones too) over its whole capacity, so every matrix product has the same shape whoever is
 * there, and libtorch picks the same kernel with the same order of additions; rows meet in no
 * operation; cells after a row's own position weigh exactly zero. The capacity follows from the
 * trial alone.
 */
final class Tile implements AutoCloseable {
  private final LlamaModel model;
  private final int capacity;
  private final List<PtNDArray> cache;
  private final @Nullable Row[] rows;

  Tile(LlamaModel model, int size, int capacity) {
    this.model = model;
    this.capacity = capacity;
    this.cache = model.newCache(size, capacity);
    this.rows = new Row[size];
  }

  int capacity() {
    return capacity;
  }

  int free() {
    int free = 0;
    for (Row row : rows) {
      free += row == null ? 1 : 0;
    }
    return free;
  }

  boolean isEmpty() {
    return free() == rows.length;
  }

  /** Seats these rows, no more than are free, behind their prompt's keys and values. */
  void admit(List<Row> admitted, List<PtNDArray> prompt) {
    List<Integer> seats = new ArrayList<>();
    for (int seat = 0; seat < rows.length && seats.size() < admitted.size(); seat++) {
      if (rows[seat] == null) {
        rows[seat] = admitted.get(seats.size());
        seats.add(seat);
      }
    }
    if (!prompt.isEmpty()) {
      model.admit(cache, prompt, seats.stream().mapToLong(Integer::longValue).toArray());
    }
  }

  /** Frees the seats of rows whose trial was abandoned. */
  void dropAbandoned() {
    for (int seat = 0; seat < rows.length; seat++) {
      Row row = rows[seat];
      if (row != null && row.job.isAbandoned()) {
        rows[seat] = null;
      }
    }
  }

  /**
   * Decodes one token for every row; {@code next} is told each row's, and says if the row leaves.
   */
  void step(Stepper next) {
    long[] tokens = model.step(cache, inputs());
    for (int seat = 0; seat < rows.length; seat++) {
      Row row = rows[seat];
      if (row != null && next.isFinished(row, tokens[seat])) {
        rows[seat] = null;
      }
    }
  }

  @FunctionalInterface
  interface Stepper {
    boolean isFinished(Row row, long token);
  }

  /** Fails the trials of all rows. */
  void failAll(Throwable cause) {
    for (Row row : rows) {
      if (row != null) {
        row.job.fail(cause);
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
    for (int seat = 0; seat < size; seat++) {
      Row row = rows[seat];
      inputs.topPs()[seat] = 1;
      if (row != null) {
        fill(inputs, seat, row);
      }
    }
    return inputs;
  }

  private static void fill(Inputs inputs, int seat, Row row) {
    Sampling sampling = row.sampling();
    inputs.tokens()[seat] = row.token();
    inputs.positions()[seat] = row.position();
    inputs.draws()[seat] = row.draw();
    inputs.temperatures()[seat] = sampling.getTemperature();
    inputs.topPs()[seat] = sampling.getTopP();
    inputs.topKs()[seat] = sampling.getTopK();
  }

  /** Sorting the vocabulary is dear, so it is done only when someone in the tile asks for it. */
  private boolean isFiltered() {
    for (Row row : rows) {
      if (row != null && (row.sampling().getTopP() < 1 || row.sampling().getTopK() > 0)) {
        return true;
      }
    }
    return false;
  }
}
