package dev.winnow.training;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The rows of a tuning that follows a stream, in the order of its steps: a line for each row with
 * the number of its step, its use, partition, offset and id, separated by tabs, and an empty line
 * after each step.
 *
 * <p>A step is written before it is taken. Rows after the last checkpoint are taken again in the
 * same steps, so that the weights depend on this file alone, whatever was killed, and however the
 * partitions' rows would arrive the next time. Not thread-safe.
 */
final class RowLog implements AutoCloseable {
  static final String NAME = "rows.tsv";

  private static final int FIELDS = 5;

  private final Path path;
  private final RandomAccessFile file;

  private RowLog(Path path, RandomAccessFile file) {
    this.path = path;
    this.file = file;
  }

  /** Opens the log of a directory; creates it if it is missing. */
  static RowLog open(Path directory) throws IOException {
    Path path = directory.resolve(NAME);
    return new RowLog(path, new RandomAccessFile(path.toFile(), "rw"));
  }

  /**
   * Returns the steps after a place, and drops an incomplete last step.
   *
   * @param from bytes of the rows that a checkpoint has
   * @throws IOException if the log is shorter, or is none
   */
  Deque<List<StreamStep.Row>> stepsAfter(long from) throws IOException {
    if (file.length() < from) {
      throw new IOException(
          "%s has %,d bytes, and the checkpoint's rows need %,d: it was changed or deleted"
              .formatted(path, file.length(), from));
    }
    byte[] bytes = new byte[Math.toIntExact(file.length() - from)];
    file.seek(from);
    file.readFully(bytes);
    int end = bytes.length;
    while (end > 0 && (end == 1 || bytes[end - 1] != '\n' || bytes[end - 2] != '\n')) {
      end--;
    }
    file.setLength(from + end);
    file.seek(from + end);
    return steps(new String(bytes, 0, end, StandardCharsets.UTF_8));
  }

  /** Appends a step; the disk has it when this returns. */
  void append(int step, List<StreamStep.Row> rows) throws IOException {
    file.write(bytes(step, rows));
    file.getFD().sync();
  }

  /** Returns what a step is in the log. */
  static byte[] bytes(int step, List<StreamStep.Row> rows) {
    StringBuilder lines = new StringBuilder();
    for (StreamStep.Row row : rows) {
      lines.append(
          "%d\t%s\t%d\t%d\t%s\n"
              .formatted(step, row.use(), row.partition(), row.offset(), row.id()));
    }
    return lines.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  private Deque<List<StreamStep.Row>> steps(String text) throws IOException {
    Deque<List<StreamStep.Row>> steps = new ArrayDeque<>();
    List<StreamStep.Row> step = new ArrayList<>();
    for (String line : text.lines().toList()) {
      if (line.isEmpty()) {
        steps.addLast(step);
        step = new ArrayList<>();
      } else {
        step.add(row(line));
      }
    }
    return steps;
  }

  private StreamStep.Row row(String line) throws IOException {
    String[] fields = line.split("\t", FIELDS);
    try {
      return new StreamStep.Row(
          Integer.parseInt(fields[2]),
          Long.parseLong(fields[3]),
          fields[4],
          RowUse.valueOf(fields[1]));
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new IOException("%s: not a line of a row log: %s".formatted(path, line), e);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
