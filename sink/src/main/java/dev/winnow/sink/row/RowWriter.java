package dev.winnow.sink.row;

import java.io.Closeable;
import java.io.IOException;
import org.apache.avro.generic.GenericRecord;

/** Writes rows to one new file; closing completes it. Not thread-safe. */
public interface RowWriter extends Closeable {
  void write(GenericRecord row) throws IOException;

  /** About how many bytes the file has so far. */
  long bytes();
}
