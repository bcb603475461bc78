package dev.winnow.verifier.math;

/** Reads {@code 1000,99} as a decimal, for references that are decimals. */
final class DecimalComma {
  private DecimalComma() {}

  /** The number with a point, or nothing where the text is not digits, one comma and digits. */
  static String read(String text) {
    int comma = text.indexOf(',');
    boolean thousands = comma <= 3 && text.length() - comma == 4;
    if (comma <= 0 || comma == text.length() - 1 || thousands) {
      return "";
    }
    for (int i = 0; i < text.length(); i++) {
      boolean sign = i == 0 && text.charAt(0) == '-';
      if (i != comma && !sign && !Character.isDigit(text.charAt(i))) {
        return "";
      }
    }
    return text.substring(0, comma) + "." + text.substring(comma + 1);
  }
}
