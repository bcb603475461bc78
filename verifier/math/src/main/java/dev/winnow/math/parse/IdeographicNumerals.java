package dev.winnow.math.parse;

/** Parses numbers in Chinese and Japanese numerals. */
final class IdeographicNumerals {
  private static final String DIGITS =
      "\u96f6\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d";

  private static final String SMALL = "\u5341\u767e\u5343";
  private static final int LONGEST = 20;

  private IdeographicNumerals() {}

  /** Returns the offset after the numerals that begin at the offset. */
  static int end(String text, int from) {
    int end = from;
    while (end < text.length() && end - from < LONGEST && isNumeral(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isNumeral(char c) {
    return digit(c) >= 0 || SMALL.indexOf(c) >= 0 || large(c) > 0;
  }

  private static int digit(char c) {
    return c == '\u4e24' ? 2 : c == '\u3007' ? 0 : DIGITS.indexOf(c);
  }

  private static long large(char c) {
    return switch (c) {
      case '\u4e07', '\u842c' -> 10_000;
      case '\u4ebf', '\u5104' -> 100_000_000;
      default -> 0;
    };
  }

  /** Returns the value, or -1 if the numerals are not a number. */
  static long value(String numerals) {
    long total = 0;
    long section = 0;
    int digit = -1;
    for (int i = 0; i < numerals.length(); i++) {
      char c = numerals.charAt(i);
      int small = SMALL.indexOf(c);
      if (digit(c) >= 0) {
        if (digit > 0) {
          return -1;
        }
        digit = digit(c);
      } else if (small >= 0) {
        section += Math.max(1, digit) * (long) Math.pow(10, small + 1);
        digit = -1;
      } else {
        total = (total + section + Math.max(0, digit)) * large(c);
        section = 0;
        digit = -1;
        if (total <= 0) {
          return -1;
        }
      }
    }
    return total + section + Math.max(0, digit);
  }
}
