package dev.winnow.verifier.math.extract;

import java.util.List;

/**
 * A final answer found in a response.
 *
 * @param text the answer as written, without the mark-up that announced it
 * @param start the offset of the span in the response
 * @param end the offset after the span
 * @param form how the answer was stated
 * @param boxes the contents of all boxes of the closing run, the last of which is {@code text};
 *     else {@code text} alone
 */
public record Extraction(String text, int start, int end, Form form, List<String> boxes) {
  public Extraction {
    boxes = List.copyOf(boxes);
  }

  static Extraction of(String response, int start, int end, Form form) {
    int from = start;
    int to = end;
    while (from < to && isBlank(response.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(response.charAt(to - 1))) {
      to--;
    }
    String text = response.substring(from, to);
    return new Extraction(text, from, to, form, List.of(text));
  }

  private static boolean isBlank(char c) {
    return c <= ' ' || c == '\u00a0';
  }

  Extraction shifted(int offset) {
    return new Extraction(text, start + offset, end + offset, form, boxes);
  }

  /** Whether the response is nothing but a few words: a remark, or an answer in words. */
  public boolean isWords() {
    return form == Form.WHOLE && text.indexOf(' ') > 0 && !Prose.isValue(text);
  }

  boolean isEmpty() {
    return text.isEmpty();
  }
}
