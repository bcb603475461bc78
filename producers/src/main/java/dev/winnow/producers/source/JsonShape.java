package dev.winnow.producers.source;

/** How JSON is laid out in a text, told by its beginning. */
enum JsonShape {
  /** One value a line. */
  LINES,
  /** One array of values. */
  ARRAY,
  /** Objects that go over several lines each. */
  OBJECTS;

  /** The shape of what begins so. */
  static JsonShape of(byte[] start) {
    int at = next(start, 0);
    if (at == start.length) {
      return LINES;
    }
    if (start[at] == '[') {
      return ARRAY;
    }
    return start[at] == '{' && goesOn(start, at) ? OBJECTS : LINES;
  }

  /**
   * Whether the first line leaves its object open the way that printers do: it ends where another
   * part must follow, and the next line is such a part. A line that is cut off by mistake is
   * followed by another object.
   */
  private static boolean goesOn(byte[] start, int from) {
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
