package dev.winnow.sink.row;

import java.io.Closeable;
import java.io.IOException;
import org.apache.avro.generic.GenericRecord;

/** Writes rows to one new file; closing it completes the file. Not thread-safe. */
public interface RowWriter extends Closeable {
  void write(GenericRecord row) throws IOException;

  /** Returns the approximate size of the file so far, in bytes. */
  long bytes();
}
