package dev.winnow.verifier.math.equal;

import dev.winnow.verifier.math.expr.Expr;
import dev.winnow.verifier.math.expr.Printer;
import java.util.Locale;
import java.util.Set;

/** Compares words: letter case, spacing, punctuation and markup do not count. */
public final class Texts {
  private static final Set<String> AFFIRMATIVE = Set.of("yes", "true");
  private static final Set<String> NEGATIVE = Set.of("no", "false");

  private Texts() {}

  static Decision compare(Expr gold, Expr candidate) {
    return compare(Printer.print(gold), Printer.print(candidate));
  }

  /** Whether two answers are the same words. */
  public static Decision compare(String gold, String candidate) {
    String a = normalized(gold);
    String b = normalized(candidate);
    if (a.isEmpty() || b.isEmpty()) {
      return Decision.different("text");
    }
    boolean synonyms =
        AFFIRMATIVE.contains(a) && AFFIRMATIVE.contains(b)
            || NEGATIVE.contains(a) && NEGATIVE.contains(b);
    boolean choice = isChoiceOf(gold, b) || isChoiceOf(candidate, a);
    return Decision.of(a.equals(b) || synonyms || choice, choice ? "choice" : "text");
  }

  /** Whether {@code (D) Alina} is labelled with the letter. */
  private static boolean isChoiceOf(String labelled, String letter) {
    if (letter.length() != 1) {
      return false;
    }
    String s = labelled.strip();
    int at = s.startsWith("(") ? 1 : 0;
    if (s.length() < at + 3
        || Character.toLowerCase(s.charAt(at)) != letter.charAt(0)
        || !Character.isUpperCase(s.charAt(at))) {
      return false;
    }
    return ").: ".indexOf(s.charAt(at + 1)) >= 0 && Character.isLetter(s.charAt(s.length() - 1));
  }

  /** Lower case, without commands, braces, dollar signs and outer punctuation, single-spaced. */
  public static String normalized(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean space = false;
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '\\') {
        i = afterCommand(text, i);
        space = true;
        continue;
      }
      i++;
      if (c == '{'
          || c == '}'
          || c == '$'
          || c == '*'
          || c == '"'
          || Character.isWhitespace(c)
          || c == '~') {
        space = true;
        continue;
      }
      if (space && !out.isEmpty() && Character.isLetterOrDigit(c)) {
        out.append(' ');
      }
      space = false;
      out.append(c);
    }
    return trimmed(out.toString().toLowerCase(Locale.ROOT));
  }

  /** Font commands vanish; the others are words of their own. */
  private static int afterCommand(String text, int backslash) {
    int end = backslash + 1;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    boolean face = text.startsWith("text", backslash + 1) || text.startsWith("math", backslash + 1);
    boolean shape =
        text.startsWith("left", backslash + 1) || text.startsWith("right", backslash + 1);
    boolean sign = end == backslash + 1;
    return sign
        ? Math.min(
            text.length(),
            end + (end < text.length() && "!,;: ".indexOf(text.charAt(end)) >= 0 ? 1 : 0))
        : face || shape ? end : backslash + 1;
  }

  private static String trimmed(String text) {
    int start = 0;
    int end = text.length();
    while (end > start && ".,;:!?' ".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    while (start < end && ".,;: '".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    String core = text.substring(start, end);
    boolean enclosed =
        core.length() > 2 && core.charAt(0) == '(' && core.indexOf(')') == core.length() - 1;
    return enclosed ? core.substring(1, core.length() - 1) : core;
  }
}
