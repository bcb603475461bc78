package dev.winnow.sink.row;

import java.io.Closeable;
import java.io.IOException;
import org.apache.parquet.io.InputFile;

/** Writes the rows of several files to one new file. Not thread-safe. */
public interface RowMerger extends Closeable {
  /** Adds the rows of a file, unchanged and in their order; returns their number. */
  long append(InputFile file) throws IOException;
}
