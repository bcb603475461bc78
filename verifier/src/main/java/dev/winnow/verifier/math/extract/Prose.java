package dev.winnow.verifier.math.extract;

import java.util.Locale;
import java.util.Set;

/** Tells mathematics from sentences. */
final class Prose {
  private static final String[] OPERATORS = {
    "=", "+", "*", "/", "<<", "\\times", "\\cdot", "\u00d7", "("
  };

  private Prose() {}

  /** Words that stand in expressions. */
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

  private static final Set<String> STEPS =
      Set.of("Then ", "Next, ", "Now ", "Now, ", "After ", "Finally, ", "We now ", "We then ");

  private static final int MOST_WORDS = 5;

  /** A formula, a number or a single letter, as opposed to a heading. */
  static boolean isValue(String text) {
    return text.length() == 1
        || text.indexOf('\\') >= 0
        || text.indexOf('$') >= 0
        || text.chars().anyMatch(Prose::isNumeric);
  }

  private static boolean isNumeric(int c) {
    return Character.isDigit(c) || c >= 128 && Character.getType(c) == Character.OTHER_NUMBER;
  }

  /**
   * Whether a short text is an expression, a list of them, a number with its unit, or a few words
   * without numbers, but no sentence and no program.
   */
  static boolean isExpression(String text) {
    if (text.contains("__") || text.contains("\n\n") || text.indexOf('\u3002') >= 0) {
      return false;
    }
    int words = words(text);
    return isValue(text) ? words == 0 || words == 1 && endsInUnit(text) : words <= MOST_WORDS;
  }

  /** Lines are steps, unless an environment or a display runs over them. */
  static boolean isOneExpression(String text) {
    boolean lines =
        text.indexOf('\n') >= 0
            && !text.contains("\\begin")
            && !text.contains("\\[")
            && !text.startsWith("$");
    return !lines && isExpression(text);
  }

  /** Counts the words that mean nothing in mathematics. */
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
        words += foreign || small || end - at > 2 && !isMathematical(text, end) ? 1 : 0;
        at = end;
      } else {
        at++;
      }
    }
    return words;
  }

  private static int letters(String text, int from) {
    int end = from;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /**
   * The end of a command and of an argument of words: {@code \text{ units}}, {@code
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

  /** A number and one word after it: {@code 33 eggs.} */
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

  /** Whether a token is a word, an article or the end of another sentence: no part of a formula. */
  static boolean isSeparate(String text, int from, int to) {
    boolean article = to - from == 1 && "aAI".indexOf(text.charAt(from)) >= 0;
    boolean ideograph = text.charAt(from) >= '\u2e80';
    return article || ideograph || isStop(text.charAt(to - 1)) || isWord(text, from, to);
  }

  static boolean isStop(char c) {
    return c == '.' || c == ':' || c == ';' || c == '?' || c == '*' || c == '`';
  }

  /** A balanced expression with a command, a root, a power or the number pi in it. */
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

  /**
   * Whether another clause or step begins after the offset and breaks off in a word, without a
   * stop.
   */
  static boolean isLeftOpen(String text, int from, int to) {
    boolean broken = to > from && Character.isLetter(text.charAt(to - 1));
    boolean clause = text.startsWith(", and ", from) || text.startsWith(", then ", from);
    return broken && (clause || isStep(text, from, to));
  }

  /** Whether the last sentence, after the offset, begins as another step of a solution does. */
  private static boolean isStep(String text, int from, int to) {
    int stop = Math.max(text.lastIndexOf(". ", to - 1), text.lastIndexOf('\n', to - 1));
    int start = Math.max(stop, from);
    while (start < to && !Character.isLetter(text.charAt(start))) {
      start++;
    }
    int sentence = start;
    return stop >= from && STEPS.stream().anyMatch(step -> text.startsWith(step, sentence));
  }

  /** Whether the response ends in the middle of a formula or a calculation. */
  static boolean isCutOff(String text, int from, int to) {
    for (String operator : OPERATORS) {
      int at = to - operator.length();
      boolean bold = operator.equals("*") && text.startsWith("**", at - 1);
      if (at >= from && text.startsWith(operator, at) && !bold) {
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

  /** The number, or the formula in plain letters that it ends: {@code y = 2x + 1}. */
  static Extraction equation(String text, int from, int to, Extraction number) {
    int start = tokenStart(text, from, number.start());
    int end = Math.max(number.end(), tokenEnd(text, number.end(), to));
    while (start > from) {
      int before = start - 1;
      int token = tokenStart(text, from, before);
      if (token == before
          || text.charAt(before) != ' '
          || isWord(text, token, before) && !isConnector(text, token, before)
          || text.startsWith("<<", token)) {
        break;
      }
      start = token;
    }
    while (start < number.start() && isConnector(text, start, tokenEnd(text, start, to))) {
      start = tokenEnd(text, start, to) + 1;
    }
    Extraction formula = Extraction.of(text, start, trimmed(text, start, end), number.form());
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

  /** A single letter next to an operator, no words, and balanced brackets. */
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
    return operator && letter && depth == 0 && isExpression(text);
  }
}
