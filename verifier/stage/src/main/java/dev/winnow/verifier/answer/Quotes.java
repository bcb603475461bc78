package dev.winnow.verifier.answer;

/**
 * Detects which marks of a text are in quotes or in code. Must be called in the order of the text,
 * so that all calls together read it once. Not thread-safe.
 */
final class Quotes {
  private static final String OPENING = "\"'`\u201c\u2018\u00ab\u300c";
  private static final String CLOSING = "\"'`\u201d\u2019\u00bb\u300d";
  private static final String FENCE = "```";

  private final String text;
  private int read;
  private boolean inFence;

  Quotes(String text) {
    this.text = text;
  }

  /** Returns whether this mark probably only mentions a marker. */
  boolean around(Mark mark) {
    int end = Math.min(text.length(), mark.start() + FENCE.length() - 1);
    int fence = text.indexOf(FENCE, read, end);
    while (fence >= 0) {
      inFence = !inFence;
      read = fence + FENCE.length();
      fence = text.indexOf(FENCE, read, end);
    }
    read = Math.max(read, mark.start());
    return inFence || isQuoted(mark);
  }

  private boolean isQuoted(Mark mark) {
    return mark.start() > 0
        && mark.end() < text.length()
        && OPENING.indexOf(text.charAt(mark.start() - 1)) >= 0
        && CLOSING.indexOf(text.charAt(mark.end())) >= 0;
  }
}
