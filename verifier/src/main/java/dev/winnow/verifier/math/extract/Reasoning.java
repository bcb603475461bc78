package dev.winnow.verifier.math.extract;

/** Finds where the reasoning ends and the answer part begins and ends. */
final class Reasoning {
  private static final String[] TAGS = {"think", "thinking", "reasoning", "thought"};
  static final int UNFINISHED = -1;

  private Reasoning() {}

  /**
   * The offset after the last closing tag; the start without tags; -1 where a tag is opened and
   * never closed.
   */
  static int end(String response) {
    if (response.indexOf('<') < 0) {
      return 0;
    }
    int end = 0;
    for (String tag : TAGS) {
      int close = response.lastIndexOf("</" + tag + ">");
      int open = response.lastIndexOf("<" + tag + ">");
      if (open > close) {
        return UNFINISHED;
      }
      if (close >= 0) {
        end = Math.max(end, close + tag.length() + 3);
      }
    }
    return end;
  }

  /**
   * The offset of the first chat-template token, such as {@code <|im_end|>}, after which nothing
   * counts.
   */
  static int templateStart(String response, int from) {
    int token = response.indexOf("<|", from);
    while (token >= 0 && !isToken(response, token + 2)) {
      token = response.indexOf("<|", token + 2);
    }
    return token < 0 ? response.length() : token;
  }

  private static boolean isToken(String response, int name) {
    int at = name;
    while (at < response.length()
        && (Character.isLetter(response.charAt(at)) || response.charAt(at) == '_')) {
      at++;
    }
    return at > name && response.startsWith("|>", at);
  }
}
