package dev.winnow.math.parse;

/** Magnitudes of one letter directly after a number: {@code $3M}, {@code 4k}. */
public final class Shorthand {
  private static final String MONEY = "$\u20ac\u00a3\u00a5\u20b9";
  private static final int MAX_CHARS = 24;

  private Shorthand() {}

  /**
   * Returns the text with the magnitude as a word; the same text if it has none.
   *
   * @param alone whether the letter counts without a currency sign before the number
   */
  public static String expanded(String text, boolean alone) {
    int end = text.length() - 1;
    if (end < 1 || end > MAX_CHARS) {
      return text;
    }
    String word = word(text.charAt(end));
    if (word.isEmpty()) {
      return text;
    }
    int start = text.startsWith("\\$") ? 2 : MONEY.indexOf(text.charAt(0)) >= 0 ? 1 : 0;
    int last = text.charAt(end - 1) == ' ' ? end - 1 : end;
    boolean number = (alone || start > 0) && last > start && isDigit(text.charAt(last - 1));
    for (int i = start; i < last; i++) {
      char c = text.charAt(i);
      number &= isDigit(c) || i > start && (c == '.' || c == ',');
    }
    return number ? text.substring(0, last) + " " + word : text;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static String word(char letter) {
    return switch (letter) {
      case 'k', 'K' -> "thousand";
      case 'M' -> "million";
      case 'B' -> "billion";
      case 'T' -> "trillion";
      default -> "";
    };
  }
}
