package dev.winnow.ops.verify;

/** The form of a body, which its answer has too. */
enum BatchForm {
  /** One row as a JSON object. */
  ONE,
  /** Rows in a JSON array, alone or as {@code items} of an object with their defaults. */
  ARRAY,
  /** One row a line. */
  LINES
}
