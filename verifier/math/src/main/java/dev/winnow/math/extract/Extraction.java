package dev.winnow.math.extract;

import java.util.List;

/**
 * A final answer found in a response.
 *
 * @param text the answer as written, without the mark-up that announced it
 * @param start offset of the span in the response
 * @param end offset after the span
 * @param form how the answer was stated
 * @param boxes the contents of all boxes of the closing sequence, the last of which is {@code
 *     text}; else {@code text} alone
 */
public record Extraction(String text, int start, int end, Form form, List<String> boxes) {
  public Extraction {
    boxes = List.copyOf(boxes);
  }

  static Extraction of(String response, int start, int end, Form form) {
    int from = start;
    int to = end;
    while (from < to && Decorations.isBlank(response.charAt(from))) {
      from++;
    }
    while (to > from && Decorations.isBlank(response.charAt(to - 1))) {
      to--;
    }
    if (to - from > 1 && Decorations.may(response.charAt(from), response.charAt(to - 1))) {
      return undecorated(response, from, to, form);
    }
    return exactly(response, from, to, form);
  }

  private static Extraction undecorated(String response, int start, int end, Form form) {
    int from = Decorations.start(response, start, end);
    int to = Decorations.end(response, from, end);
    int marks = Decorations.marks(response, from, to);
    return exactly(response, from + marks, to - marks, form);
  }

  private static Extraction exactly(String response, int from, int to, Form form) {
    String text = response.substring(from, to);
    return new Extraction(text, from, to, form, List.of(text));
  }

  Extraction shifted(int offset) {
    return new Extraction(text, start + offset, end + offset, form, boxes);
  }

  /** Returns whether the response consists of only a few words: a remark, or an answer in words. */
  public boolean isWords() {
    return form == Form.WHOLE && text.indexOf(' ') > 0 && !TextHeuristics.isValue(text);
  }

  /**
   * Returns the answer with the adjacent unit or currency sign in the response, for a reference
   * that has one: 5 hours are not 5 minutes.
   */
  public String withUnit(String response) {
    boolean alone = form == Form.LAST_NUMBER || form == Form.CUE || form == Form.BOLD;
    return alone && !text.isEmpty() ? Measures.around(response, this) : text;
  }

  boolean isEmpty() {
    return text.isEmpty();
  }
}
