package dev.winnow.training;

import java.util.Map;
import java.util.Optional;

/**
 * Rows that a tuning learns from as they arrive. Rows of a partition have an order that never
 * changes; rows of different partitions arrive in any order. Not thread-safe.
 */
public interface RowStream {
  /** Returns the identity of the stream: another one has other rows at the same places. */
  String id();

  /**
   * Moves to these places. Called once, before anything is read.
   *
   * @param next by partition, the first offset to read; partitions that are not in it are read from
   *     their beginning
   */
  void seek(Map<Integer, Long> next);

  /**
   * Waits for the next row; empty when there will be none.
   *
   * @throws InterruptedException if the stream was told to stop; it goes on later at any row
   */
  Optional<StreamedRow> next() throws InterruptedException;

  /**
   * Returns the next row of this partition, whatever the others have.
   *
   * @param offset its place, as it was read before
   * @throws IllegalStateException if the row is no longer there
   * @throws InterruptedException if the stream was told to stop
   */
  StreamedRow at(int partition, long offset) throws InterruptedException;
}
