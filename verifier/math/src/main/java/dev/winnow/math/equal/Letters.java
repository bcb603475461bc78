package dev.winnow.math.equal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Prevents letters from being multiplied or sorted if their order may matter: Roman numerals, names
 * of segments, chemical formulas, sequences of labels.
 */
final class Letters {
  private static final int MAX_CHARS = 60;

  private Letters() {}

  /**
   * Returns why two answers that are equal as mathematics may differ as letters; null if they
   * agree.
   */
  static @Nullable Equality veto(String gold, String candidate) {
    if (gold.length() > MAX_CHARS || candidate.length() > MAX_CHARS || !hasCapital(gold)) {
      return null;
    }
    String a = bare(gold);
    String b = bare(candidate);
    if (a.equals(b)) {
      return null;
    }
    boolean words = isWord(a) && isWord(b) && isOneWord(gold) && isOneWord(candidate);
    return words || isSequence(a) && isSequence(b) ? Equality.unclear("order of letters") : null;
  }

  private static boolean isOneWord(String text) {
    return text.replace("$", "").strip().indexOf(' ') < 0;
  }

  private static boolean hasCapital(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 'A' && text.charAt(i) <= 'Z') {
        return true;
      }
    }
    return false;
  }

  /** Removes blanks, dollar signs, braces and font commands. */
  private static String bare(String text) {
    return text.replaceAll(
        "\\\\(?:text|mathrm|mathbf|mathit|textbf|rm)\\b|[\\s${}.]|\\band\\b", "");
  }

  /**
   * Returns whether this consists of letters, digits and subscripts, with at least two capitals.
   */
  private static boolean isWord(String text) {
    int capitals = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean capital = c >= 'A' && c <= 'Z';
      if (!capital && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '_') {
        return false;
      }
      capitals += capital ? 1 : 0;
    }
    return capitals > 1;
  }

  /** Returns whether this consists of capital letters between commas. */
  private static boolean isSequence(String text) {
    String[] items = text.split("[,;>\u2192]", -1);
    return items.length > 1
        && Arrays.stream(items)
            .allMatch(item -> item.length() == 1 && item.charAt(0) >= 'A' && item.charAt(0) <= 'Z');
  }
}
