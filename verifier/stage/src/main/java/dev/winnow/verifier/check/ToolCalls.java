package dev.winnow.verifier.check;

import java.util.Locale;

/** Recognizes answers that consist only of tool calls, as some servers leave them in the text. */
final class ToolCalls {
  private static final String OPEN = "<tool_call>";
  private static final String CLOSE = "</tool_call>";

  private ToolCalls() {}

  /** Returns whether this answer consists only of tool calls: such an answer is not a wrong one. */
  static boolean areAll(String answer) {
    String text = answer.strip().toLowerCase(Locale.ROOT);
    if (!text.startsWith(OPEN)) {
      return false;
    }
    int at = 0;
    while (text.startsWith(OPEN, at)) {
      int close = text.indexOf(CLOSE, at);
      at = close < 0 ? text.length() : close + CLOSE.length();
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
    }
    return at == text.length();
  }
}
