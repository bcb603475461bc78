package dev.winnow.math.extract;

import org.jspecify.annotations.Nullable;

/** Finds an answer in a code fence that ends the response. */
final class Fences {
  private static final String FENCE = "```";

  private Fences() {}

  /**
   * Returns the content of a fence at the very end: an answer, or a program whose output is
   * missing.
   */
  static @Nullable Extraction last(String response, int from, int to) {
    if (!response.startsWith(FENCE, to - FENCE.length()) || to - from < 2 * FENCE.length()) {
      return null;
    }
    int open = response.lastIndexOf(FENCE, to - FENCE.length() - 1);
    if (open < from) {
      return null;
    }
    int start = response.indexOf('\n', open);
    return start < 0 || start > to
        ? null
        : Extraction.of(response, start, to - FENCE.length(), Form.FENCED);
  }
}
