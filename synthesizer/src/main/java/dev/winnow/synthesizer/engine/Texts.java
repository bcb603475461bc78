package dev.winnow.synthesizer.engine;

/** Rules for text of any origin before it is kept. */
public final class Texts {
  private Texts() {}

  /**
   * Whether every surrogate has its other half. A lone one cannot be written in UTF-8: an encoder
   * would put a question mark in its place, and nobody would know.
   */
  public static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  /** At most this many characters of a text, without half of a surrogate pair at the end. */
  public static String cut(String text, int maxChars) {
    if (text.length() <= maxChars) {
      return text;
    }
    boolean splitsPair = maxChars > 0 && Character.isHighSurrogate(text.charAt(maxChars - 1));
    return text.substring(0, splitsPair ? maxChars - 1 : maxChars);
  }
}
