package dev.winnow.math.parse;

/**
 * Finds the suffixes that make a number an ordinal: {@code 5th}, {@code 5^{th}}, {@code
 * 5\\text{th}}.
 */
final class Ordinals {
  private static final String[] ENDINGS = {"th", "st", "nd", "rd"};
  private static final String[][] FRAMES = {
    {"", ""},
    {"^{", "}"},
    {"^{\\text{", "}}"},
    {"^\\text{", "}"},
    {"\\text{", "}"},
    {"^{\\mathrm{", "}}"},
    {"^{\\textrm{", "}}"}
  };

  private Ordinals() {}

  /** Returns the offset after the suffix at the offset, or the offset if there is none. */
  static int end(String text, int at) {
    if (at >= text.length() || "^\\tsnr".indexOf(text.charAt(at)) < 0) {
      return at;
    }
    for (String[] frame : FRAMES) {
      int start = at + frame[0].length();
      if (text.startsWith(frame[0], at) && isEnding(text, start)) {
        int end = start + 2;
        boolean whole = end == text.length() || !Character.isLetter(text.charAt(end));
        if (whole && text.startsWith(frame[1], end)) {
          return end + frame[1].length();
        }
      }
    }
    return at;
  }

  private static boolean isEnding(String text, int at) {
    for (String ending : ENDINGS) {
      if (text.startsWith(ending, at)) {
        return true;
      }
    }
    return false;
  }
}
