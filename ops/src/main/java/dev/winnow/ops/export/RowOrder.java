package dev.winnow.ops.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** The order in which the rows of an export are written. For one run; not thread-safe. */
public interface RowOrder extends AutoCloseable {
  /** Receives the finished rows, as lines of JSON without their ends. */
  @FunctionalInterface
  interface LineWriter {
    void write(String line) throws IOException;
  }

  /** Takes a row of the datasets that the order needs. */
  void read(JsonNode row) throws IOException;

  /**
   * Takes a row of the layout.
   *
   * @param source the row of a dataset from which it was made
   */
  void take(JsonNode source, ObjectNode row) throws IOException;

  /** Writes the rows that have not been written. */
  void finish() throws IOException;

  /** Deletes what was needed meanwhile. */
  @Override
  void close() throws IOException;
}
