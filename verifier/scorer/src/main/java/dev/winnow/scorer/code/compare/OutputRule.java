package dev.winnow.scorer.code.compare;

/** How outputs are compared. */
public enum OutputRule {
  /** The texts are equal, but for white space at the end. */
  EXACT,
  /**
   * The texts have as many lines, each equal but for white space around it, or with the same
   * numbers.
   */
  LINES,
  /** The words and numbers are equal, whatever white space is between them. */
  TOKENS,
  /** The texts are compared as for {@link #LINES}, but floats may differ by the tolerance. */
  FLOATS
}
