package dev.winnow.math.extract;

/** Decoration around an answer: emphasis, code marks, heading marks, emoji. */
final class Decorations {
  private static final String MARKS = "*`_";
  private static final char FIRST_SIGN = '\u2600';
  private static final char LAST_SIGN = '\u27bf';
  private static final char STAR = '\u2b50';
  private static final char VARIANT = '\ufe0f';
  private static final char JOINER = '\u200d';

  private Decorations() {}

  /** Returns the offset after white space, signs and heading marks at the beginning of the text. */
  static int start(String text, int from, int to) {
    int at = from;
    while (at < to && (isBlank(text.charAt(at)) || isSign(text, at))) {
      at++;
    }
    int heading = at;
    while (heading < to && text.charAt(heading) == '#') {
      heading++;
    }
    boolean marked = heading > at && heading < to && text.charAt(heading) == ' ';
    return marked ? start(text, heading, to) : at;
  }

  /** Returns the offset before white space and signs at the end of the text. */
  static int end(String text, int from, int to) {
    int at = to;
    while (at > from && (isBlank(text.charAt(at - 1)) || isSign(text, at - 1))) {
      at--;
    }
    return at;
  }

  /** Returns the number of marks on both sides of the whole text. */
  static int marks(String text, int from, int to) {
    int count = 0;
    while (to - from > 2 * count + 2
        && MARKS.indexOf(text.charAt(from + count)) >= 0
        && text.charAt(from + count) == text.charAt(to - 1 - count)) {
      count++;
    }
    if (count == 0) {
      return 0;
    }
    char mark = text.charAt(from);
    boolean fence = mark == '`' && count > 2;
    if (fence || count == 1 && mark == '_') {
      return 0;
    }
    int inside = text.indexOf(text.charAt(from), from + count);
    boolean power = text.charAt(from) == '*' && count == 1;
    return inside < to - count || power && text.charAt(from + 1) == ' ' ? 0 : count;
  }

  static boolean isBlank(char c) {
    return c <= ' ' || c == '\u00a0';
  }

  /**
   * Returns whether this is a check mark, a star, a face or another picture; signs that deny are
   * handled elsewhere.
   */
  private static boolean isSign(String text, int at) {
    char c = text.charAt(at);
    return c >= FIRST_SIGN && (c <= LAST_SIGN || c == STAR || c == VARIANT || isPicture(c));
  }

  private static boolean isPicture(char c) {
    return c >= '\ud83c' && c <= '\ud83e' || c >= '\udc00' && c <= '\udfff';
  }

  /** Returns whether the text may begin or end with any of these. */
  static boolean may(char first, char last) {
    return MARKS.indexOf(last) >= 0
        || last >= FIRST_SIGN
        || first >= FIRST_SIGN
        || first == '#'
        || last == JOINER;
  }
}
