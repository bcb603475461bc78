package dev.winnow.ops.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/** Turns rows of datasets into rows of a trainer's layout. For one run; not thread-safe. */
@FunctionalInterface
public interface Export {
  /**
   * Takes a row. The rows of a dataset come after all rows of the datasets before it, in the order
   * in which the plug-in names them.
   *
   * @param dataset name of the row's dataset, such as {@code accepted}
   * @param row its columns
   * @param out receives the rows to write, in their order
   */
  void onRow(String dataset, JsonNode row, Consumer<ObjectNode> out);
}
