package dev.winnow.ops.verify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.verifier.request.VerifyRow;

/** A row of a body. */
sealed interface BatchRow {
  /** A row that can be judged. */
  record Readable(VerifyRow row) implements BatchRow {}

  /**
   * A row that cannot be judged.
   *
   * @param echo its id, if it has one
   * @param error what is wrong, and where
   */
  record Unreadable(ObjectNode echo, String error) implements BatchRow {
    /** Returns the answer to such a row. */
    static ObjectNode answer(ObjectNode echo, String error) {
      return echo.deepCopy().put("error", error);
    }
  }
}
