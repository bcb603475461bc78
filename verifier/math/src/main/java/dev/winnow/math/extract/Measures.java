package dev.winnow.math.extract;

import dev.winnow.math.parse.Units;

/** Finds the unit after a number of a sentence, and the currency sign before it. */
final class Measures {
  private static final String MONEY = "$\u20ac\u00a3\u00a5\u20b9\u20a9\u20bd";
  private static final String POWERS = "\u00b2\u00b3";

  private Measures() {}

  /** Returns the text of the number with its unit, or alone if there is none. */
  static String around(String response, Extraction number) {
    int start = number.start();
    int end = number.end();
    if (end > start && !Character.isDigit(response.charAt(end - 1))) {
      return number.text();
    }
    boolean money = start > 0 && MONEY.indexOf(response.charAt(start - 1)) >= 0;
    boolean formula = money && response.startsWith("$", start - 1) && response.startsWith("$", end);
    if (money && !formula) {
      return response.substring(start - 1, end);
    }
    int unit = end;
    while (unit < response.length() && isGap(response.charAt(unit))) {
      unit++;
    }
    int stop = stop(response, unit);
    boolean known = stop > unit && isUnit(response, unit);
    boolean degree = response.startsWith("\u00b0", unit);
    boolean suffix = unit < response.length() && MONEY.indexOf(response.charAt(unit)) > 0;
    if (degree || suffix) {
      stop = degree ? Math.min(response.length(), stop(response, unit + 1)) : unit + 1;
    } else if (known && stop < response.length() && POWERS.indexOf(response.charAt(stop)) >= 0) {
      stop++;
    }
    while (known && stop(response, stop + 1) > stop + 1 && isUnit(response, stop + 1)) {
      stop = stop(response, stop + 1);
    }
    return known || degree || suffix
        ? number.text() + " " + response.substring(unit, stop)
        : number.text();
  }

  private static boolean isUnit(String text, int at) {
    return Units.isUnitWord(text.substring(at, stop(text, at)));
  }

  private static boolean isGap(char c) {
    return c == ' ' || c == '-' || c == '\u00a0';
  }

  private static int stop(String text, int from) {
    int end = from;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    return end;
  }
}
