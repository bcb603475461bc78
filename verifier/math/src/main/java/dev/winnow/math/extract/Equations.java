package dev.winnow.math.extract;

/** Finds the formula in plain letters around a number. */
final class Equations {
  private Equations() {}

  /** Returns the number, or the formula in plain letters that ends with it: {@code y = 2x + 1}. */
  static Extraction around(String text, int from, int to, Extraction number) {
    int start = tokenStart(text, from, number.start());
    int end = Math.max(number.end(), tokenEnd(text, number.end(), to));
    while (start > from) {
      int before = start - 1;
      int token = tokenStart(text, from, before);
      if (token == before
          || text.charAt(before) != ' '
          || TextHeuristics.isWord(text, token, before) && !isConnector(text, token, before)
          || text.startsWith("<<", token)) {
        break;
      }
      start = token;
    }
    while (start < number.start() && isConnector(text, start, tokenEnd(text, start, to))) {
      start = tokenEnd(text, start, to) + 1;
    }
    Extraction formula =
        Extraction.of(text, start, TextHeuristics.trimmed(text, start, end), number.form());
    return isFormula(formula.text()) ? formula : number;
  }

  private static boolean isConnector(String text, int from, int to) {
    boolean and = to - from == 3 && text.startsWith("and", from);
    return and || to - from == 2 && text.startsWith("or", from);
  }

  private static int tokenStart(String text, int from, int at) {
    int start = at;
    while (start > from && !Character.isWhitespace(text.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  private static int tokenEnd(String text, int at, int to) {
    int end = at;
    while (end < to && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /**
   * Returns whether this has a single letter next to an operator, no words, and balanced brackets.
   */
  private static boolean isFormula(String text) {
    boolean operator = false;
    boolean letter = false;
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\u03c0' || c == '\u221a') {
        operator = true;
        letter = true;
        continue;
      }
      if (c >= 128 && "\u2212\u00d7\u00b7\u00f7".indexOf(c) < 0
          || c == '<'
          || c == '$'
          || c == '#'
          || c == ':'
          || c == '*' && text.startsWith("**", i)) {
        return false;
      }
      operator |= "=+-*/^".indexOf(c) >= 0;
      boolean joined =
          i + 1 < text.length() && Character.isLetter(text.charAt(i + 1))
              || i > 0 && Character.isLetter(text.charAt(i - 1));
      letter |= Character.isLetter(c) && !joined;
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    }
    return operator && letter && depth == 0 && TextHeuristics.isExpression(text);
  }
}
