package dev.winnow.training;

import java.util.List;
import java.util.Optional;

/**
 * The rows of one optimizer step, in the order in which they were taken from the stream.
 *
 * @param rows all of them, at least one
 * @param batch what the step learns from; empty if no row is learned from
 * @param heldOut what is measured
 */
record StreamStep(List<Row> rows, Optional<PackedBatch> batch, List<TuningUnit> heldOut) {
  StreamStep {
    rows = List.copyOf(rows);
    heldOut = List.copyOf(heldOut);
  }

  /** A row, and what was done with it. */
  record Row(int partition, long offset, String id, RowUse use) {}

  /** Returns how many rows were used so. */
  long count(RowUse use) {
    return rows.stream().filter(row -> row.use() == use).count();
  }
}
