package dev.winnow.math.equal;

import dev.winnow.math.expr.Expr;
import dev.winnow.math.expr.Printer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Compares words; letter case, spacing, punctuation and markup are ignored. */
public final class Texts {
  private static final int LONGEST_CHOICE = 120;
  private static final Set<String> AFFIRMATIVE = Set.of("yes", "true");
  private static final Set<String> NEGATIVE = Set.of("no", "false");

  private Texts() {}

  static Equality compare(Expr gold, Expr candidate) {
    return compare(Printer.print(gold), Printer.print(candidate));
  }

  /** Compares the words of two answers. */
  public static Equality compare(String gold, String candidate) {
    String plainGold = normalized(gold);
    String plainCandidate = normalized(candidate);
    Equality affirmation = Affirmations.compare(plainGold, plainCandidate);
    if (affirmation != null) {
      return affirmation;
    }
    String a = canonical(plainGold);
    String b = canonical(plainCandidate);
    if (a.isEmpty() || b.isEmpty()) {
      return Equality.different("text");
    }
    boolean synonyms =
        AFFIRMATIVE.contains(a) && AFFIRMATIVE.contains(b)
            || NEGATIVE.contains(a) && NEGATIVE.contains(b);
    return Equality.of(a.equals(b) || synonyms, "text");
  }

  private static final Set<String> EMPTY =
      Set.of(
          "no solution",
          "no solutions",
          "no real solution",
          "no real solutions",
          "empty set",
          "the empty set",
          "emptyset",
          "varnothing",
          "none exist",
          "does not exist",
          "dne");

  /** Words that may precede the letter of a choice. */
  private static final List<String> LABELS = List.of("option ", "choice ", "answer ");

  private static final int SHORTEST_WORD = 3;

  private static final Set<String> REALS =
      Set.of(
          "all real numbers",
          "all reals",
          "the real numbers",
          "all real",
          "any real number",
          "set r",
          "reals");

  /** Returns a common spelling for frequent phrases, and sorts names joined by "and". */
  private static String canonical(String text) {
    for (String label : LABELS) {
      if (text.length() == label.length() + 1 && text.startsWith(label)) {
        return text.substring(label.length());
      }
    }
    if (EMPTY.contains(text) || text.equals("{}")) {
      return "no solution";
    }
    if (REALS.contains(text)) {
      return "all real numbers";
    }
    if (text.contains(" and ") || text.indexOf(',') >= 0) {
      String[] names = text.split("\\s*(,\\s*and |,| and )\\s*");
      Arrays.sort(names);
      return String.join(", ", names);
    }
    return text;
  }

  /**
   * Returns whether the texts are words of the same letters in another order, not products of
   * variables.
   */
  public static boolean areAnagrams(String gold, String candidate) {
    if (gold.length() != candidate.length() || gold.length() < SHORTEST_WORD) {
      return false;
    }
    char[] a = gold.toCharArray();
    char[] b = candidate.toCharArray();
    for (int i = 0; i < a.length; i++) {
      if (!Character.isLetter(a[i]) || !Character.isLetter(b[i])) {
        return false;
      }
    }
    Arrays.sort(a);
    Arrays.sort(b);
    return Arrays.equals(a, b) && !gold.equals(candidate);
  }

  /** Returns whether one is a choice's letter and the other its letter with its text. */
  public static boolean isChoice(String gold, String candidate) {
    return isChoiceOf(gold, normalized(candidate)) || isChoiceOf(candidate, normalized(gold));
  }

  /** Returns whether {@code (D) Alina} is labelled with the letter. */
  private static boolean isChoiceOf(String labelled, String letter) {
    if (letter.length() != 1 || !Character.isLetter(letter.charAt(0)) || labelled.length() < 3) {
      return false;
    }
    String s = unmarked(labelled);
    int at = s.startsWith("(") ? 1 : 0;
    if (s.length() < at + 3
        || Character.toLowerCase(s.charAt(at)) != letter.charAt(0)
        || !Character.isUpperCase(s.charAt(at))) {
      return false;
    }
    boolean label = s.charAt(0) == '(' ? s.charAt(2) == ')' : ").:".indexOf(s.charAt(1)) >= 0;
    return label;
  }

  private static String unmarked(String text) {
    if (text.length() > LONGEST_CHOICE) {
      return "";
    }
    return text.replaceAll("\\\\(textbf|text|mathrm|mathbf)|[{}$*]", "").strip();
  }

  /**
   * Returns the text in lower case, without commands, braces, dollar signs and outer punctuation,
   * single-spaced.
   */
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

  /** Font commands are removed; other commands count as words. */
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
