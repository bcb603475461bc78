package dev.winnow.math.extract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds boxed answers from the end; reads each brace at most a few times. */
final class Boxes {
  private static final int LONGEST_RUN = 16;
  private static final int LONGEST_GAP = 60;

  /** A box: the start of its command, and its content. A truncated box has no end. */
  private record Box(int start, int from, int to) {
    boolean isCutOff() {
      return to < 0;
    }
  }

  private Boxes() {}

  /**
   * Finds the last box with the sequence of boxes that it ends; empty text if it is truncated; null
   * if there is none.
   */
  static @Nullable Extraction find(String response, int from, int to) {
    // Searching forward is much faster, and most responses without a box do not contain these
    // letters.
    Box last = response.indexOf("box", from) < 0 ? null : before(response, from, to);
    if (last == null) {
      return null;
    }
    if (last.isCutOff()) {
      return Extraction.of(response, to, to, Form.BOXED);
    }
    List<String> run = new ArrayList<>();
    run.add(content(response, last));
    Box next = last;
    while (run.size() < LONGEST_RUN) {
      Box previous = before(response, Math.max(from, next.start() - 4 * LONGEST_GAP), next.start());
      if (previous == null
          || previous.isCutOff()
          || !joined(response, previous.to() + 1, next.start())) {
        break;
      }
      run.add(content(response, previous));
      next = previous;
    }
    Collections.reverse(run);
    Extraction found = Extraction.of(response, last.from(), last.to(), Form.BOXED);
    return new Extraction(found.text(), found.start(), found.end(), Form.BOXED, run);
  }

  /**
   * Returns the content of a box that is not closed: a reference truncated by its own extraction.
   */
  static String unclosed(String reference) {
    int open = reference.indexOf('{', Math.max(0, reference.lastIndexOf("boxed")));
    return reference.substring(open + 1).strip();
  }

  private static String content(String response, Box box) {
    return response.substring(box.from(), box.to()).strip();
  }

  /** Boxes separated by a few words without a sentence end are parts of one answer. */
  private static boolean joined(String response, int from, int to) {
    return to - from <= LONGEST_GAP
        && response.indexOf(". ", from) != from
        && !response.substring(from, Math.max(from, to)).contains("then");
  }

  private static @Nullable Box before(String response, int from, int to) {
    int box = to;
    while (true) {
      box = response.lastIndexOf("box", box - 1);
      int framed = box - 2;
      if (box < from) {
        return null;
      }
      int at = framed >= from && response.startsWith("\\f", framed) ? framed : box;
      if (at == box && !response.startsWith("ed", box + 3)) {
        continue;
      }
      int open = at + 5;
      while (open < to && response.charAt(open) == ' ') {
        open++;
      }
      boolean command =
          at == framed
              || at > 0
                  && (response.charAt(at - 1) == '\\'
                      || response.startsWith("\\begin", Math.max(0, at - 6)));
      if (command) {
        return box(response, at, open, to);
      }
    }
  }

  private static @Nullable Box box(String response, int start, int open, int limit) {
    if (open >= limit) {
      return new Box(start, open, -1);
    }
    if (response.charAt(open) != '{') {
      return new Box(start, open, bare(response, open, limit));
    }
    return new Box(start, open + 1, closing(response, open, limit));
  }

  private static int bare(String response, int from, int limit) {
    int end = from;
    while (end < limit && " $\n.,".indexOf(response.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private static int closing(String response, int open, int limit) {
    int depth = 0;
    for (int i = open; i < limit; i++) {
      char c = response.charAt(i);
      if (c == '\\' && i + 1 < limit && isBrace(response.charAt(i + 1))) {
        i++;
      } else if (c == '{') {
        depth++;
      } else if (c == '}' && --depth == 0) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isBrace(char c) {
    return c == '{' || c == '}' || c == '\\';
  }
}
