package dev.winnow.math;

/** Compares short plain decimals without building objects. */
final class IntegerFastPath {
  /** The result of {@link #value} for everything else. */
  static final long NONE = Long.MIN_VALUE;

  private static final int LONGEST = 15;

  private IntegerFastPath() {}

  /**
   * Returns the value of an integer with at most correct thousands commas and a zero fraction, or
   * {@link #NONE}.
   */
  static long value(String text) {
    int at = 0;
    int end = text.length();
    if (end == 0 || end > LONGEST) {
      return NONE;
    }
    boolean negative = text.charAt(0) == '-';
    if (negative || text.charAt(0) == '$') {
      at++;
    }
    if (end > at && text.charAt(end - 1) == '.') {
      end--;
    }
    return at == end ? NONE : digits(text, at, end, negative);
  }

  private static long digits(String text, int start, int end, boolean negative) {
    long value = 0;
    int group = -1;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        value = value * 10 + (c - '0');
        group = group < 0 ? -1 : group + 1;
      } else if (c == ','
          && (group == 3 || group < 0 && i - start <= 3 && i > start)
          && text.charAt(start) != '0') {
        group = 0;
      } else if (c == '.' && (group == 3 || group < 0) && i > start && zeros(text, i + 1, end)) {
        return negative ? -value : value;
      } else {
        return NONE;
      }
    }
    return group >= 0 && group != 3 ? NONE : negative ? -value : value;
  }

  private static boolean zeros(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) != '0') {
        return false;
      }
    }
    return true;
  }
}
