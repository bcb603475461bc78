package dev.winnow.producers.source;

import java.io.IOException;
import java.util.Optional;

/** The rows of a file or stream, one after the other, in bounded memory. Not thread-safe. */
public interface RowSource extends AutoCloseable {
  /**
   * The next row that is not blank, or nothing at the end.
   *
   * @throws IOException if no more can be read; the rows before are whole
   */
  Optional<SourceLine> next() throws IOException;

  /**
   * Bytes read so far, after decompression; some of them may belong to rows that are still to come.
   */
  long bytes();

  /** What {@link SourceLine#number} counts: {@code line} or {@code row}. */
  String unit();

  @Override
  void close() throws IOException;
}
