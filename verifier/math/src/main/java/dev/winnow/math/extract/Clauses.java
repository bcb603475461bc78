package dev.winnow.math.extract;

import java.util.List;

/** Finds the end of the words that belong to a value. */
final class Clauses {
  /** Words that begin a clause about something other than the value. */
  private static final List<String> BEGINNINGS =
      List.of(
          "because",
          "since",
          "as",
          "so",
          "which",
          "who",
          "where",
          "when",
          "while",
          "for",
          "in",
          "on",
          "at",
          "from",
          "after",
          "before",
          "with",
          "that",
          "and",
          "but",
          "according",
          "using",
          "given",
          "is",
          "are",
          "was",
          "were",
          "will",
          "would",
          "left",
          "remaining",
          "we",
          "it",
          "this",
          "he",
          "she",
          "they",
          "then",
          "thus",
          "therefore",
          "hence");

  private static final int MAX_WORDS = 6;

  private Clauses() {}

  /**
   * Returns the end of the answer whose value ends at the offset: the offset itself, if a clause or
   * a period follows, else the end of the words up to it. The parser interprets or rejects those
   * words.
   */
  static int end(String text, int value, int to) {
    int end = Qualifiers.end(text, value, to);
    for (int words = 0; words < MAX_WORDS; words++) {
      int start = end;
      while (start < to && text.charAt(start) == ' ') {
        start++;
      }
      int stop = start;
      while (stop < to && Character.isLetter(text.charAt(stop))) {
        stop++;
      }
      String word = text.substring(start, stop);
      if (word.isEmpty() || BEGINNINGS.contains(word)) {
        return end;
      }
      end = stop;
    }
    return end;
  }
}
