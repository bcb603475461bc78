package dev.winnow.math.parse;

/** Finds the currency sign at either end of an answer, and its unit. */
final class Currencies {
  private static final int MAX_PREFIX = 2;

  private Currencies() {}

  /** Returns the unit's canonical name; empty if the answer has no such sign. */
  static String of(String answer) {
    int from = answer.startsWith("\\$") ? 1 : 0;
    int to = answer.length();
    boolean formula = from == 0 && to > 2 && answer.startsWith("$") && answer.endsWith("$");
    if (formula) {
      from++;
      to--;
      from += answer.startsWith("\\$", from) ? 1 : 0;
    }
    if (to - from < 2) {
      return "";
    }
    char first = answer.charAt(from);
    if (first == '$') {
      return answer.indexOf('$', from + 1) < 0 || from > 0 ? "dollar" : "";
    }
    String unit = unit(first);
    return !unit.isEmpty()
        ? unit
        : first >= 'A' && first <= 'Z' ? prefixed(answer, from) : suffixed(answer, to, formula);
  }

  private static String suffixed(String answer, int to, boolean formula) {
    char last = answer.charAt(to - 1);
    boolean money = last == '$' && !formula && answer.indexOf('$') == to - 1;
    return money ? "dollar" : last < 128 ? "" : unit(last);
  }

  /** {@code US$5}, {@code C$5}: dollars of different countries are different currencies. */
  private static String prefixed(String answer, int from) {
    int sign = from;
    while (sign < answer.length() && sign - from <= MAX_PREFIX && isCapital(answer.charAt(sign))) {
      sign++;
    }
    String country = answer.substring(from, sign);
    boolean escaped = answer.startsWith("\\$", sign);
    int digit = sign + (escaped ? 2 : 1);
    boolean money =
        (escaped || answer.startsWith("$", sign))
            && sign - from <= MAX_PREFIX
            && digit < answer.length()
            && Character.isDigit(answer.charAt(digit));
    return !money
        ? ""
        : country.equals("US") ? "dollar" : country.toLowerCase(java.util.Locale.ROOT) + "$";
  }

  private static boolean isCapital(char c) {
    return c >= 'A' && c <= 'Z';
  }

  private static String unit(char sign) {
    return switch (sign) {
      case '\u20ac' -> "euro";
      case '\u00a3' -> "sterling";
      case '\u00a5', '\uffe5' -> "yen or yuan";
      case '\u20b9' -> "rupee";
      case '\u20a9' -> "won";
      case '\u20bd' -> "ruble";
      default -> "";
    };
  }
}
