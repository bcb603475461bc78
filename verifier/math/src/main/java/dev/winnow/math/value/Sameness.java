package dev.winnow.math.value;

/** The answer to "do these two expressions have the same value?". */
public enum Sameness {
  SAME,
  DIFFERENT,
  UNKNOWN
}
