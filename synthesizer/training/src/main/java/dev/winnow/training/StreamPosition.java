package dev.winnow.training;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a tuning is in the stream that it follows.
 *
 * @param next by partition, the offset after the last row that was taken
 * @param logged bytes of the row log that hold the rows taken
 * @param learned rows learned from
 * @param heldOut rows measured only
 * @param leftOut rows that are longer than the model's context, or that its chat template refuses
 */
record StreamPosition(
    SortedMap<Integer, Long> next, long logged, long learned, long heldOut, long leftOut) {
  /** The position before the first row; also that of a tuning that follows no stream. */
  static final StreamPosition START = new StreamPosition(Collections.emptySortedMap(), 0, 0, 0, 0);

  private static final int MAX_PARTITIONS = 1 << 20;

  StreamPosition {
    next = Collections.unmodifiableSortedMap(new TreeMap<>(next));
  }

  /** Returns the number of rows taken. */
  long rows() {
    return learned + heldOut + leftOut;
  }

  /**
   * Returns the position after a step.
   *
   * @param logged bytes of the row log with the step's rows
   */
  StreamPosition after(StreamStep step, long logged) {
    SortedMap<Integer, Long> after = new TreeMap<>(next);
    for (StreamStep.Row row : step.rows()) {
      after.put(row.partition(), row.offset() + 1);
    }
    return new StreamPosition(
        after,
        logged,
        learned + step.count(RowUse.LEARNED),
        heldOut + step.count(RowUse.HELD_OUT),
        leftOut + step.count(RowUse.LEFT_OUT));
  }

  static StreamPosition read(DataInputStream in) throws IOException {
    int partitions = in.readInt();
    if (partitions < 0 || partitions > MAX_PARTITIONS) {
      throw new IOException("the checkpoint is damaged: " + partitions + " partitions");
    }
    SortedMap<Integer, Long> next = new TreeMap<>();
    for (int i = 0; i < partitions; i++) {
      next.put(in.readInt(), in.readLong());
    }
    return new StreamPosition(next, in.readLong(), in.readLong(), in.readLong(), in.readLong());
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(next.size());
    for (Map.Entry<Integer, Long> entry : next.entrySet()) {
      out.writeInt(entry.getKey());
      out.writeLong(entry.getValue());
    }
    out.writeLong(logged);
    out.writeLong(learned);
    out.writeLong(heldOut);
    out.writeLong(leftOut);
  }
}
