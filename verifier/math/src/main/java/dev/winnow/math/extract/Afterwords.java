package dev.winnow.math.extract;

/** Detects whether the text around the end of a value retracts it or asks about it. */
final class Afterwords {
  private static final String CLOSERS = " }$*)].,:-`_\u00a0\u2013\u2014";

  /** Crosses, thumbs down, question marks and doubtful faces that are single characters. */
  private static final String CROSSES = "\u274c\u2717\u2718\u2716\u2715\u274e\u2753\u2754\u26a0";

  private Afterwords() {}

  static boolean takeBack(String text, Extraction found, int to) {
    int at = found.end();
    boolean bracket = false;
    while (at < to && (CLOSERS.indexOf(text.charAt(at)) >= 0 || isOpening(text.charAt(at)))) {
      bracket |= isOpening(text.charAt(at));
      at++;
    }
    boolean same = text.indexOf('\n', found.end()) < 0 || text.indexOf('\n', found.end()) >= at;
    boolean sentence = text.substring(found.end(), at).indexOf(". ") < 0;
    return at < to
            && same
            && (sentence || bracket)
            && Character.isLetter(text.charAt(at))
            && Doubts.AFTER.end(text, at, to) >= 0
        || asks(text, found.end(), to)
        || isCrossed(text, found.end(), to)
        || ForeignDoubts.AFTER.anyIn(text, found.end(), to);
  }

  private static boolean isOpening(char c) {
    return c == '(' || c == '[' || c == '<' || c == '\uff08';
  }

  /** Returns whether the sentence that contains the value ends in a question mark. */
  private static boolean asks(String text, int from, int to) {
    for (int i = Math.max(0, from - 1); i < to; i++) {
      char c = text.charAt(i);
      if (c == '?' || c == '\uff1f') {
        return true;
      }
      boolean ends = c == '\n' || c == '\u3002' || c == '.' || c == '!';
      if (ends && (i + 1 == to || c == '\n' || c == '\u3002' || text.charAt(i + 1) <= ' ')) {
        return false;
      }
    }
    return false;
  }

  private static boolean isCrossed(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      boolean signs = c >= '\u2700' || c == '\u26a0';
      if (signs && (CROSSES.indexOf(c) >= 0 || isDoubtfulFace(text, i))) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether this is a thumbs down, a thinking or unhappy face, or a shrug. */
  private static boolean isDoubtfulFace(String text, int at) {
    if (!Character.isHighSurrogate(text.charAt(at))) {
      return false;
    }
    int face = text.codePointAt(at);
    return face == 0x1F44E
        || face == 0x1F914
        || face == 0x1F937
        || face == 0x1F6AB
        || face >= 0x1F610 && face <= 0x1F616
        || face >= 0x1F61E && face <= 0x1F62D
        || face >= 0x1F641 && face <= 0x1F644;
  }
}
