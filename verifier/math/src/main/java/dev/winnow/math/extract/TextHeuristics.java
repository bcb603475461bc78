package dev.winnow.math.extract;

import java.util.Locale;
import java.util.Set;

/** Distinguishes mathematics from sentences. */
final class TextHeuristics {
  private TextHeuristics() {}

  /** Words that occur in expressions. */
  private static final Set<String> MATHEMATICAL =
      Set.of(
          "and",
          "sin",
          "cos",
          "tan",
          "cot",
          "sec",
          "csc",
          "log",
          "exp",
          "sqrt",
          "pct",
          "percent",
          "percentage",
          "dollars",
          "dollar",
          "cents",
          "degrees",
          "units",
          "inf",
          "infinity",
          "max",
          "min",
          "abs",
          "mod",
          "gcd",
          "lcm",
          "arcsin",
          "arccos",
          "arctan",
          "alpha",
          "theta");

  private static final Set<String> SMALL_WORDS =
      Set.of(
          "so", "is", "of", "to", "we", "it", "in", "by", "at", "he", "as", "if", "an", "be", "on");

  private static final int MAX_WORDS = 5;

  /** Returns whether this is a formula, a number or a single letter, and not a heading. */
  static boolean isValue(String text) {
    return text.length() == 1
        || text.indexOf('\\') >= 0
        || text.indexOf('$') >= 0
        || text.chars().anyMatch(TextHeuristics::isNumeric);
  }

  private static boolean isNumeric(int c) {
    return Character.isDigit(c) || c >= 128 && Character.getType(c) == Character.OTHER_NUMBER;
  }

  /**
   * Returns whether a short text is an expression, a list of them, a number with its unit, or a few
   * words without numbers, but neither a sentence nor a program.
   */
  static boolean isExpression(String text) {
    if (text.contains("__") || text.contains("\n\n") || text.indexOf('\u3002') >= 0) {
      return false;
    }
    int words = words(text);
    return isValue(text) ? words == 0 || words == 1 && endsInUnit(text) : words <= MAX_WORDS;
  }

  /** Lines are separate steps, unless an environment or a display spans them. */
  static boolean isOneExpression(String text) {
    boolean lines =
        text.indexOf('\n') >= 0
            && !text.contains("\\begin")
            && !text.contains("\\[")
            && !text.startsWith("$");
    return !lines && isExpression(text);
  }

  /** Counts the words that have no meaning in mathematics. */
  private static int words(String text) {
    int words = 0;
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\\') {
        at = afterCommand(text, at + 1);
      } else if (Character.isLetter(c)) {
        int end = letters(text, at);
        boolean foreign = c >= 128 && end - at > 1;
        boolean small =
            end - at == 2 && SMALL_WORDS.contains(text.substring(at, end).toLowerCase(Locale.ROOT));
        boolean inches = small && isInches(text, at, end);
        words += foreign || small && !inches || end - at > 2 && !isMathematical(text, end) ? 1 : 0;
        at = end;
      } else {
        at++;
      }
    }
    return words;
  }

  /** Returns whether "5 in" ends the text. */
  private static boolean isInches(String text, int at, int end) {
    boolean last = end == text.length() || end + 1 == text.length() && text.charAt(end) == '.';
    return last && text.startsWith("in", at) && at > 1 && Character.isDigit(text.charAt(at - 2));
  }

  private static int letters(String text, int from) {
    int end = from;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /**
   * Returns the end of a command and of its argument in words: {@code \text{ units}}, {@code
   * \begin{pmatrix}}.
   */
  private static int afterCommand(String text, int name) {
    int end = letters(text, name);
    if (end >= text.length() || text.charAt(end) != '{') {
      return Math.max(end, name);
    }
    int close = end + 1;
    while (close < text.length()
        && (Character.isLetter(text.charAt(close)) || " .*,".indexOf(text.charAt(close)) >= 0)) {
      close++;
    }
    return close < text.length() && text.charAt(close) == '}' ? close : end;
  }

  private static boolean isMathematical(String text, int end) {
    int start = end;
    while (start > 0 && Character.isLetter(text.charAt(start - 1))) {
      start--;
    }
    String word = text.substring(start, end);
    boolean glued =
        word.length() == 3 && word.startsWith("or") && Character.isUpperCase(word.charAt(2));
    return glued || MATHEMATICAL.contains(word.toLowerCase(Locale.ROOT));
  }

  /** Returns whether this is a number with one word after it: {@code 33 eggs.} */
  private static boolean endsInUnit(String text) {
    int end = text.length();
    while (end > 0
        && !Character.isLetter(text.charAt(end - 1))
        && text.charAt(end - 1) < 128
        && !Character.isDigit(text.charAt(end - 1))) {
      end--;
    }
    int start = end;
    while (start > 0
        && Character.isLetter(text.charAt(start - 1))
        && text.charAt(start - 1) < 128) {
      start--;
    }
    return end - start > 2
        && start > 1
        && text.charAt(start - 1) == ' '
        && Character.isDigit(text.charAt(start - 2));
  }

  /**
   * Returns the end of the expression that a sentence begins with: {@code 42 because ...}; the
   * start if it begins with words.
   */
  static int expressionEnd(String text, int from, int to) {
    int end = from;
    int at = from;
    while (at < to) {
      int space = at;
      while (space < to && !Character.isWhitespace(text.charAt(space))) {
        space++;
      }
      if (isWord(text, at, space)) {
        break;
      }
      end = space;
      at = space;
      while (at < to && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
    }
    return end > from && hasValue(text, from, end) ? trimmed(text, from, end) : from;
  }

  /**
   * Returns whether a token is a word, an article or the end of another sentence, and not part of a
   * formula.
   */
  static boolean isSeparate(String text, int from, int to) {
    boolean article = to - from == 1 && "aAI".indexOf(text.charAt(from)) >= 0;
    boolean ideograph = text.charAt(from) >= '\u2e80';
    return article || ideograph || isStop(text.charAt(to - 1)) || isWord(text, from, to);
  }

  static boolean isStop(char c) {
    return c == '.' || c == ':' || c == ';' || c == '?' || c == '*' || c == '`';
  }

  /**
   * Returns whether this is a balanced expression that contains a command, a root, a power or the
   * number pi.
   */
  static boolean isNotation(String text) {
    int depth = 0;
    boolean marked = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      marked |= c == '\\' || c == '^' || c == '\u221a' || c == '\u03c0';
    }
    return marked && depth == 0 && text.indexOf('$') < 0;
  }

  private static boolean hasValue(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (Character.isLetterOrDigit(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  static int trimmed(String text, int from, int end) {
    int to = end;
    while (to > from && ".,;:".indexOf(text.charAt(to - 1)) >= 0) {
      to--;
    }
    return to;
  }

  static boolean isWord(String text, int from, int to) {
    int letters = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        return false;
      }
      letters += Character.isLetter(c) ? 1 : 0;
    }
    return letters > 1;
  }
}
