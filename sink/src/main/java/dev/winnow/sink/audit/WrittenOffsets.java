package dev.winnow.sink.audit;

import dev.winnow.sink.commit.PartitionId;
import dev.winnow.sink.commit.Snapshot;
import java.util.Map;
import java.util.Optional;

/**
 * Which records the sink has written, or had written when they were dropped.
 *
 * @param next the next offset of each partition
 * @param dropped by dataset, the offsets before which rows were dropped
 * @param isFinal whether the audit does not wait for the sink
 */
record WrittenOffsets(
    Map<PartitionId, Long> next, Map<String, Map<PartitionId, Long>> dropped, boolean isFinal) {
  WrittenOffsets(Optional<Snapshot> snapshot, boolean isFinal) {
    this(
        snapshot.map(Snapshot::next).orElse(Map.of()),
        snapshot.map(Snapshot::dropped).orElse(Map.of()),
        isFinal);
  }

  /** Returns whether the record is still to be written. */
  boolean isLate(PartitionId partition, long offset) {
    return isFinal && offset >= next.getOrDefault(partition, 0L);
  }

  /**
   * Returns whether the record was dropped.
   *
   * @param dataset {@code recipe/kind}
   */
  boolean isDropped(PartitionId partition, long offset, String dataset) {
    return offset < dropped.getOrDefault(dataset, Map.of()).getOrDefault(partition, 0L);
  }

  /** Returns whether the record need not be in the datasets. */
  boolean lacks(PartitionId partition, long offset, String dataset) {
    return isLate(partition, offset) || isDropped(partition, offset, dataset);
  }
}
