package dev.winnow.math.extract;

import org.jspecify.annotations.Nullable;

/**
 * Finds formulas between dollar signs and LaTeX delimiters, and sequences of them joined by "and"
 * or "or".
 */
final class Formulas {
  private static final String[][] DELIMITERS = {
    {"$$", "$$"}, {"$", "$"}, {"\\(", "\\)"}, {"\\[", "\\]"}
  };
  private static final int LONGEST_RUN = 16;

  /**
   * A formula with its delimiters, from {@code open} to {@code close}, and its content between
   * them.
   */
  private record Formula(int open, int from, int to, int close) {}

  private Formulas() {}

  /** Returns the last formula, with the formulas joined before it. */
  static @Nullable Extraction last(String text, int from, int to, Form form) {
    Formula last = before(text, from, to);
    if (last == null) {
      return null;
    }
    int start = last.from();
    int open = last.open();
    for (int i = 0; i < LONGEST_RUN; i++) {
      int joint = joint(text, from, open);
      Formula previous = joint == open ? null : before(text, from, joint);
      if (previous == null || previous.close() != joint) {
        break;
      }
      start = previous.from();
      open = previous.open();
    }
    return Extraction.of(text, start, unstopped(text, start, last.to()), form);
  }

  /** Returns the first formula, with the formulas joined after it. */
  static @Nullable Extraction first(String text, int from, int to, Form form) {
    Formula first = after(text, from, to);
    if (first == null) {
      return null;
    }
    Formula last = first;
    for (int i = 0; i < LONGEST_RUN; i++) {
      int joint = jointAfter(text, last.close(), to);
      Formula next = joint == last.close() ? null : after(text, joint, to);
      if (next == null || next.open() != joint) {
        break;
      }
      last = next;
    }
    return Extraction.of(text, first.from(), unstopped(text, first.from(), last.to()), form);
  }

  private static @Nullable Formula before(String text, int from, int to) {
    int close = Math.max(text.lastIndexOf("\\)", to - 2), text.lastIndexOf("\\]", to - 2));
    int dollar = dollarBefore(text, to - 1);
    if (close >= from && close > dollar) {
      String opening = text.charAt(close + 1) == ')' ? "\\(" : "\\[";
      int open = text.lastIndexOf(opening, close);
      return open < from ? null : new Formula(open, open + 2, close, close + 2);
    }
    return dollar < from ? null : dollars(text, from, dollar);
  }

  private static @Nullable Formula dollars(String text, int from, int last) {
    boolean display = last > from && text.charAt(last - 1) == '$';
    int end = display ? last - 1 : last;
    int open = dollarBefore(text, end - 1);
    if (open < from || open + 1 >= end) {
      return null;
    }
    boolean doubled = display && open > from && text.charAt(open - 1) == '$';
    boolean money =
        Character.isDigit(text.charAt(open + 1))
            && !TextHeuristics.isExpression(text.substring(open + 1, end));
    return money ? null : new Formula(doubled ? open - 1 : open, open + 1, end, last + 1);
  }

  /** Returns the last dollar sign at or before the offset that is not a currency sign, or -1. */
  private static int dollarBefore(String text, int at) {
    int dollar = text.lastIndexOf('$', at);
    while (dollar > 0 && isEscaped(text, dollar)) {
      dollar = text.lastIndexOf('$', dollar - 1);
    }
    return dollar;
  }

  /** Returns the first such sign, or string of signs, from the offset on, or -1. */
  private static int next(String text, String delimiter, int from) {
    int at = text.indexOf(delimiter, from);
    while (delimiter.charAt(0) == '$' && at > 0 && isEscaped(text, at)) {
      at = text.indexOf(delimiter, at + 1);
    }
    return at;
  }

  /** Returns the end without the punctuation of the sentence around the formula. */
  private static int unstopped(String text, int from, int to) {
    int end = to;
    while (end > from && ". ,;\n".indexOf(text.charAt(end - 1)) >= 0 && !isEscaped(text, end - 1)) {
      end--;
    }
    return end;
  }

  private static boolean isEscaped(String text, int at) {
    return at > 0 && text.charAt(at - 1) == '\\';
  }

  private static @Nullable Formula after(String text, int from, int to) {
    Formula found = null;
    for (String[] pair : DELIMITERS) {
      int open = next(text, pair[0], from);
      boolean later = open < 0 || open >= (found == null ? to : found.open());
      if (later) {
        continue;
      }
      int start = open + pair[0].length();
      int close = next(text, pair[1], start);
      if (close > start && close + pair[1].length() <= to) {
        found = new Formula(open, start, close, close + pair[1].length());
      }
    }
    return found;
  }

  /**
   * Returns the offset before commas, white space and an "and" or "or" that end at {@code at};
   * {@code at} if there are none.
   */
  private static int joint(String text, int from, int at) {
    int comma = blanks(text, from, at);
    int word = comma;
    for (String connector : new String[] {"and", "or"}) {
      int start = comma - connector.length();
      if (start >= from && text.startsWith(connector, start)) {
        word = blanks(text, from, start);
      }
    }
    boolean joined = word < comma || text.substring(word, at).indexOf(',') >= 0;
    return joined ? word : at;
  }

  private static int blanks(String text, int from, int at) {
    int start = at;
    while (start > from && (text.charAt(start - 1) == ',' || text.charAt(start - 1) == ' ')) {
      start--;
    }
    return start;
  }

  private static int jointAfter(String text, int at, int to) {
    int end = at;
    while (end < to && (text.charAt(end) == ',' || text.charAt(end) == ' ')) {
      end++;
    }
    for (String connector : new String[] {"and ", "or "}) {
      if (text.startsWith(connector, end)) {
        return end + connector.length();
      }
    }
    return text.substring(at, end).indexOf(',') >= 0 ? end : at;
  }
}
