package dev.winnow.producers.source;

/** The layout of JSON in a text, detected from its beginning. */
enum JsonShape {
  /** One value per line. */
  LINES,
  /** One array of values. */
  ARRAY,
  /** Objects that each span several lines. */
  OBJECTS;

  /** Returns the shape of a text that begins with these bytes. */
  static JsonShape of(byte[] start) {
    int at = next(start, 0);
    if (at == start.length) {
      return LINES;
    }
    if (start[at] == '[') {
      return ARRAY;
    }
    return start[at] == '{' && continuesOnNextLine(start, at) ? OBJECTS : LINES;
  }

  /**
   * Returns whether the first line leaves its object open as pretty-printers do: it ends where
   * another part must follow, and the next line is such a part. A truncated line, in contrast, is
   * followed by another object.
   */
  private static boolean continuesOnNextLine(byte[] start, int from) {
    int end = from;
    while (end < start.length && start[end] != '\n') {
      end++;
    }
    int second = next(start, end);
    if (second == start.length) {
      return false;
    }
    int last = end - 1;
    while (last > from && isSpace(start[last])) {
      last--;
    }
    return switch (start[last]) {
      case '{', ',' -> start[second] == '"' || start[second] == '}';
      case '[' -> true;
      default -> false;
    };
  }

  private static int next(byte[] start, int from) {
    int at = from;
    while (at < start.length && isSpace(start[at])) {
      at++;
    }
    return at;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\r' || b == '\n';
  }
}
