package dev.winnow.math.extract;

import org.jspecify.annotations.Nullable;

/** Finds formulas, sentences and numbers in running text. */
final class Spans {
  private static final int FARTHEST = 20_000;
  private static final int LONGEST_COMMAND = 8;
  private static final int LONGEST_GROUP = 80;

  private Spans() {}

  /**
   * Returns the end of the sentence that begins at the offset: a period before white space, or a
   * line end.
   */
  static int sentenceEnd(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\u3002') {
        return i;
      }
      boolean stop = c == '.' || c == '!' && !(i > from && text.charAt(i - 1) == '\\') || c == '?';
      if (stop
          && (i + 1 == to || Character.isWhitespace(text.charAt(i + 1)))
          && !isAbbreviation(text, i)) {
        return i;
      }
    }
    return to;
  }

  private static boolean isAbbreviation(String text, int stop) {
    return stop > 1 && text.charAt(stop - 2) == '.' || stop > 2 && text.startsWith(" vs", stop - 3);
  }

  /**
   * Returns the last number before the offset with its sign, separators, fraction and percent sign.
   */
  static @Nullable Extraction lastNumber(String text, int from, int to) {
    int lowest = Math.max(from, to - FARTHEST);
    int end = to;
    while (true) {
      while (end > lowest && !isDigitOrFraction(text.charAt(end - 1))) {
        end--;
      }
      if (end <= lowest) {
        return null;
      }
      int start = numberStart(text, lowest, end);
      if (!isWordPart(text, start - 1, lowest)) {
        Extraction command = commandAround(text, lowest, end, to);
        return command != null
            ? command
            : Extraction.of(text, start, percentEnd(text, end), Form.LAST_NUMBER);
      }
      end = start;
    }
  }

  private static int percentEnd(String text, int end) {
    boolean percent = text.startsWith("%", end) || text.startsWith("\\%", end);
    return percent ? text.indexOf('%', end) + 1 : end;
  }

  /** Returns the {@code \frac} or {@code \sqrt} whose last argument is the number. */
  private static @Nullable Extraction commandAround(String text, int lowest, int end, int to) {
    if (end >= to || text.charAt(end) != '}') {
      return null;
    }
    int open = opening(text, lowest, end);
    while (open > lowest && text.charAt(open - 1) == '}') {
      open = opening(text, lowest, open - 1);
    }
    int slash = open < lowest ? -1 : text.lastIndexOf('\\', open);
    if (slash < lowest || open - slash > LONGEST_COMMAND || !isValueCommand(text, slash)) {
      return null;
    }
    return Extraction.of(text, sign(text, slash, lowest), end + 1, Form.LAST_NUMBER);
  }

  private static boolean isValueCommand(String text, int slash) {
    return text.startsWith("\\sqrt", slash)
        || text.startsWith("frac", slash + 1)
        || text.startsWith("frac", slash + 2);
  }

  /** Returns the pair or interval in plain brackets whose last element is the number. */
  static @Nullable Extraction bracketAround(String text, int from, int to, Extraction number) {
    int close = number.end();
    if (close >= to || text.charAt(close) != ')' && text.charAt(close) != ']') {
      return null;
    }
    int open = Math.max(text.lastIndexOf('(', close), text.lastIndexOf('[', close));
    boolean pair =
        open >= Math.max(from, close - LONGEST_GROUP)
            && text.substring(open, close).indexOf(',') > 0;
    if (!pair || !TextHeuristics.isExpression(text.substring(open, close + 1))) {
      return null;
    }
    return Extraction.of(text, open, close + 1, number.form());
  }

  /**
   * Returns the expression around a number if it contains commands, roots or powers but is not
   * marked as a formula; null if the number stands alone.
   */
  static @Nullable Extraction expressionAround(String text, int from, int to, Extraction number) {
    int start = expressionStart(text, Math.max(from, number.start() - LONGEST_GROUP), number);
    int end = expressionEnd(text, Math.min(to, number.end() + LONGEST_GROUP), number);
    Extraction run =
        Extraction.of(text, start, TextHeuristics.trimmed(text, start, end), number.form());
    return TextHeuristics.isNotation(run.text()) ? run : null;
  }

  private static int expressionStart(String text, int lowest, Extraction number) {
    int start = tokenStart(text, lowest, number.start());
    while (start > lowest) {
      int end = start;
      while (end > lowest && isBlank(text.charAt(end - 1))) {
        end--;
      }
      int token = tokenStart(text, lowest, end);
      if (token == end || TextHeuristics.isSeparate(text, token, end)) {
        break;
      }
      start = token;
    }
    return start;
  }

  private static int tokenStart(String text, int lowest, int end) {
    int start = end;
    while (start > lowest && !isBlank(text.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  private static int expressionEnd(String text, int highest, Extraction number) {
    int end = tokenEnd(text, highest, number.end());
    while (end < highest && !TextHeuristics.isStop(text.charAt(end - 1))) {
      int token = end;
      while (token < highest && isBlank(text.charAt(token))) {
        token++;
      }
      int next = tokenEnd(text, highest, token);
      if (next == token
          || TextHeuristics.isSeparate(text, token, next)
              && !TextHeuristics.isStop(text.charAt(next - 1))) {
        break;
      }
      end = next;
    }
    return end;
  }

  private static int tokenEnd(String text, int highest, int start) {
    int end = start;
    while (end < highest && !isBlank(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\n' || c == '\t';
  }

  /** Returns the brace that the one at {@code close} closes, or -1. */
  private static int opening(String text, int lowest, int close) {
    int depth = 0;
    for (int i = close; i >= lowest; i--) {
      char c = text.charAt(i);
      depth += c == '}' ? 1 : c == '{' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isWordPart(String text, int at, int lowest) {
    return at >= lowest
        && (Character.isLetter(text.charAt(at)) && text.charAt(at) < 128 || text.charAt(at) == '_');
  }

  private static boolean isDigitOrFraction(char c) {
    return Character.isDigit(c) || c >= '\u00bc' && c <= '\u00be' || c >= '\u2150' && c <= '\u215e';
  }

  static int numberStart(String text, int lowest, int end) {
    int at = end;
    while (at > lowest) {
      char c = text.charAt(at - 1);
      boolean inside = at < end && at - 1 > lowest && isJoint(text, at - 1, lowest);
      if (!isDigitOrFraction(c) && !inside) {
        break;
      }
      at--;
    }
    at = mixed(text, lowest, at, end);
    boolean point = at > lowest && at < end && text.charAt(at - 1) == '.';
    return sign(text, point ? at - 1 : at, lowest);
  }

  /** Returns the start of {@code 1 1/2} or {@code 3 / 8} when only its last token was read. */
  private static int mixed(String text, int lowest, int start, int end) {
    boolean fraction = text.substring(start, end).indexOf('/') > 0;
    String joint = fraction ? " " : " / ";
    int before = start - joint.length();
    if (before <= lowest || !text.startsWith(joint, before) || !isAscii(text.charAt(before - 1))) {
      return start;
    }
    int at = before;
    while (at > lowest && isAscii(text.charAt(at - 1))) {
      at--;
    }
    boolean alone = at == lowest || Character.isWhitespace(text.charAt(at - 1));
    return alone ? at : start;
  }

  private static boolean isAscii(char digit) {
    return digit >= '0' && digit <= '9';
  }

  /** Returns whether this is a point, comma or slash between digits. */
  private static boolean isJoint(String text, int at, int lowest) {
    char c = text.charAt(at);
    boolean digits =
        Character.isDigit(text.charAt(at + 1))
            && at > lowest
            && Character.isDigit(text.charAt(at - 1));
    return digits && (c == '.' || c == ',' || c == '/' || c == ':');
  }

  private static int sign(String text, int start, int lowest) {
    boolean minus =
        start > lowest && (text.charAt(start - 1) == '-' || text.charAt(start - 1) == '\u2212');
    if (!minus) {
      return start;
    }
    int before = start - 2;
    boolean binary =
        before >= lowest
            && (Character.isLetterOrDigit(text.charAt(before)) || text.charAt(before) == ')');
    return binary ? start : start - 1;
  }
}
