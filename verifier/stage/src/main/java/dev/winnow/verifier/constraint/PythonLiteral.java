package dev.winnow.verifier.constraint;

import java.util.Map;

/**
 * Turns a Python literal of dictionaries, lists, texts and numbers into JSON that has single
 * quotes; JSON remains as it is. Nothing is evaluated.
 */
final class PythonLiteral {
  private static final Map<String, String> WORDS =
      Map.of("None", "null", "True", "true", "False", "false");

  private PythonLiteral() {}

  static String toJson(String text) {
    StringBuilder json = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      int end = at + 1;
      if (c == '"' || c == '\'') {
        end = endOfText(text, at);
      } else if (Character.isLetter(c)) {
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
          end++;
        }
      }
      String part = text.substring(at, end);
      json.append(WORDS.getOrDefault(part, part));
      at = end;
    }
    return json.toString();
  }

  /**
   * Returns where the text that begins here ends.
   *
   * @throws BadConstraintException for escapes that Python and JSON read differently
   */
  private static int endOfText(String text, int start) {
    int at = start + 1;
    while (at < text.length() && text.charAt(at) != text.charAt(start)) {
      if (text.charAt(at) == '\\') {
        at++;
        if (at < text.length() && "xUNav01234567".indexOf(text.charAt(at)) >= 0) {
          throw new BadConstraintException(
              "the escape \\%c of Python is not read; write JSON".formatted(text.charAt(at)));
        }
      }
      at++;
    }
    return Math.min(text.length(), at + 1);
  }
}
