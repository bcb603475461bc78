package dev.winnow.producers.source;

import java.io.IOException;
import java.util.Optional;

/** The rows of a file or stream, read one at a time in bounded memory. Not thread-safe. */
public interface RowSource extends AutoCloseable {
  /**
   * Returns the next row that is not blank, or nothing at the end.
   *
   * @throws IOException if no more rows can be read; the earlier rows are complete
   */
  Optional<SourceLine> next() throws IOException;

  /**
   * Returns the number of bytes read so far, after decompression; some may belong to rows not
   * returned yet.
   */
  long bytes();

  /** Returns the unit of {@link SourceLine#number}: {@code line} or {@code row}. */
  String unit();

  @Override
  void close() throws IOException;
}
