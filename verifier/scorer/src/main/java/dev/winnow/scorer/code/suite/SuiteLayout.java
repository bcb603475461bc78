package dev.winnow.scorer.code.suite;

import com.fasterxml.jackson.databind.JsonNode;

/** How a dataset writes tests. */
interface SuiteLayout {
  /** Returns whether a row has the keys of this layout. */
  boolean matches(JsonNode row);

  /**
   * Reads the row.
   *
   * @throws BadTestsException if it has the keys, but no tests that can be used
   */
  CodeSuite read(JsonNode row) throws BadTestsException;
}
