package dev.winnow.scorer.code.compare;

/** How outputs are compared. */
public enum OutputRule {
  /** Equal texts, but for white space at the end. */
  EXACT,
  /** As many lines, each equal but for white space around it, or with the same numbers. */
  LINES,
  /** Equal words and numbers, however they are spaced. */
  TOKENS,
  /** As {@link #LINES}, with floats within the tolerance. */
  FLOATS
}
