package dev.winnow.schemas.text;

/** Rules for text of any origin before it is stored. */
public final class GeneratedText {
  private static final int ASCII_PER_TOKEN = 3;

  private GeneratedText() {}

  /**
   * Returns whether every surrogate is part of a pair. A lone one cannot be written in UTF-8: an
   * encoder would silently replace it by a question mark.
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

  /**
   * Returns an upper estimate of the number of tokens of a text whose tokens were not counted:
   * three ASCII characters count as one token, and so does each other character.
   */
  public static long estimatedTokens(String text) {
    long ascii = text.chars().filter(c -> c < 0x80).count();
    return (ascii + ASCII_PER_TOKEN - 1) / ASCII_PER_TOKEN + (text.length() - ascii);
  }

  /**
   * Returns at most this many characters of a text, without half of a surrogate pair at the end.
   */
  public static String cut(String text, int maxChars) {
    if (text.length() <= maxChars) {
      return text;
    }
    boolean splitsPair = maxChars > 0 && Character.isHighSurrogate(text.charAt(maxChars - 1));
    return text.substring(0, splitsPair ? maxChars - 1 : maxChars);
  }
}
