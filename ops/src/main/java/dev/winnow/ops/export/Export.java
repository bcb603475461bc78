package dev.winnow.ops.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/**
 * Turns rows of datasets into rows of a trainer's layout. One object serves one run and one thread,
 * so it may keep state.
 */
@FunctionalInterface
public interface Export {
  /**
   * Takes a row. The rows of a dataset come after all rows of the datasets before it, in the order
   * in which the plug-in names them. Rows of the curator's random control, and verdicts that were
   * replaced, are left out. Nothing is called after the last row, so a row must not be held back
   * for rows that may follow.
   *
   * <p>A row that this layout cannot use is left out by passing nothing to {@code out}. One that
   * must not be left out is refused with an {@link IllegalArgumentException}: it ends the command
   * with its message, and the file of an earlier run stays as it was.
   *
   * @param dataset name of the row's dataset, such as {@code accepted}
   * @param row its columns; one without a value is absent or JSON's null. It may be kept, but must
   *     not be changed
   * @param out receives the rows to write, in their order, during this call only; each may be used
   *     by its receiver afterwards, so it must be new. Throws {@link java.io.UncheckedIOException}
   *     if it cannot write, which must not be caught
   */
  void onRow(String dataset, JsonNode row, Consumer<ObjectNode> out);
}
