package dev.winnow.math;

/**
 * Reads numbers with a decimal comma, for references that are decimals: {@code 3,5 cm} as {@code
 * 3.5 cm}, {@code 1.234,56} as {@code 1234.56}.
 */
final class DecimalComma {
  private DecimalComma() {}

  /**
   * Returns the text with its numbers rewritten; empty if no number has a decimal comma.
   *
   * @param thousands whether {@code 1,234} is rewritten too, which usually means 1234
   */
  static String read(String text, boolean thousands) {
    String plain = text.replace("{,}", ",");
    StringBuilder out = new StringBuilder(plain.length());
    boolean changed = false;
    int at = 0;
    while (at < plain.length()) {
      if (!isDigit(plain, at)) {
        out.append(plain.charAt(at++));
        continue;
      }
      int end = at;
      while (isDigit(plain, end) || isMark(plain, end) && isDigit(plain, end + 1)) {
        end++;
      }
      String number = plain.substring(at, end);
      String point = point(number, thousands);
      changed |= !point.equals(number);
      out.append(point);
      at = end;
    }
    return changed ? out.toString() : "";
  }

  private static String point(String number, boolean thousands) {
    int comma = number.indexOf(',');
    boolean one = comma > 0 && comma == number.lastIndexOf(',');
    String whole = one ? number.substring(0, comma) : number;
    boolean grouped = isGrouped(whole);
    boolean several = whole.indexOf('.') != whole.lastIndexOf('.');
    if (!one) {
      return several && grouped && comma < 0 ? number.replace(".", "") : number;
    }
    boolean ambiguous = whole.length() <= 3 && number.length() - comma == 4 && !whole.equals("0");
    boolean points = whole.indexOf('.') >= 0;
    return ambiguous && !thousands || points && !grouped
        ? number
        : whole.replace(".", "") + "." + number.substring(comma + 1);
  }

  /** Returns whether points separate groups of three digits. */
  private static boolean isGrouped(String whole) {
    String[] groups = whole.split("\\.", -1);
    boolean grouped = groups.length > 1 && groups[0].length() <= 3;
    for (int i = 1; i < groups.length; i++) {
      grouped &= groups[i].length() == 3;
    }
    return grouped;
  }

  private static boolean isDigit(String text, int at) {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  private static boolean isMark(String text, int at) {
    return at < text.length() && (text.charAt(at) == ',' || text.charAt(at) == '.');
  }
}
