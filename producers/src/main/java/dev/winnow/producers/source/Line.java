package dev.winnow.producers.source;

/** One line of a file or stream that is not blank. */
public sealed interface Line {
  /** Which line, counted from 1, blank lines included. */
  long number();

  /** A line of well-formed UTF-8, without its line break. */
  record Text(long number, String text) implements Line {}

  /**
   * A line that cannot be taken as text.
   *
   * @param reason why not, and how to mend it
   */
  record Unreadable(long number, String reason) implements Line {}
}
