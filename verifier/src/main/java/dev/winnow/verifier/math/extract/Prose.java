package dev.winnow.verifier.math.extract;

/** Tells mathematics from sentences. */
final class Prose {
  private static final String[] OPERATORS = {
    "=", "+", "*", "/", "<<", "\\times", "\\cdot", "\u00d7", "("
  };

  private Prose() {}

  /**
   * Whether a short text is an expression, a list of them, or a word or two, but no sentence and no
   * program.
   */
  static boolean isExpression(String text) {
    int words = 0;
    int letters = 0;
    boolean inCommand = false;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      if (c == '\n' && i + 1 < text.length() && text.charAt(i + 1) == '\n' || c == '\u3002') {
        return false;
      }
      if (Character.isLetter(c)) {
        letters += inCommand ? 0 : c < 128 ? 1 : 3;
        continue;
      }
      words += letters > 2 ? 1 : 0;
      letters = 0;
      inCommand = c == '\\';
    }
    return words <= 3 && !text.contains("__");
  }

  /**
   * The end of the expression that a sentence begins with: {@code 42 because ...}; the start where
   * it begins with words.
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

  private static boolean hasValue(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (Character.isLetterOrDigit(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static int trimmed(String text, int from, int end) {
    int to = end;
    while (to > from && ".,;:".indexOf(text.charAt(to - 1)) >= 0) {
      to--;
    }
    return to;
  }

  private static boolean isWord(String text, int from, int to) {
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

  /** Whether the response ends in the middle of a formula or a calculation. */
  static boolean isCutOff(String text, int from, int to) {
    for (String operator : OPERATORS) {
      if (text.startsWith(operator, to - operator.length()) && to - operator.length() >= from) {
        return true;
      }
    }
    int calculation = text.lastIndexOf("<<", to - 1);
    return calculation >= from && text.indexOf(">>", calculation) < 0;
  }

  /** Whether the number is one side of an "or" whose other side is no number. */
  static boolean isAlternative(String text, int from, int number) {
    int at = number;
    while (at > from && text.charAt(at - 1) == ' ') {
      at--;
    }
    boolean or = at - 3 >= from && text.startsWith(" or", at - 3);
    if (!or) {
      return false;
    }
    int before = at - 3;
    while (before > from && text.charAt(before - 1) == ' ') {
      before--;
    }
    return before == from || !Character.isLetterOrDigit(text.charAt(before - 1));
  }
}
