package dev.winnow.verifier.math.extract;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds phrases that announce the answer. */
final class Cues {
  /** Words that announce, with what may stand between them and the answer. */
  private static final String[] WORDS = {
    "answer",
    "option",
    "Option",
    "choice",
    "Answer",
    "ANSWER",
    "\u7b54\u6848",
    "r\u00e9ponse",
    "R\u00e9ponse",
    "respuesta",
    "Respuesta",
    "Antwort"
  };

  private static final String[] LINKS = {
    " is:",
    " is",
    ":",
    " =",
    "\u662f",
    "\uff1a",
    " est",
    " :",
    " es",
    " ist",
    "**:",
    ":**",
    " to the problem is",
    " to this problem is",
    " to the question is",
    " must be",
    " would be",
    " should be",
    " was",
    "\\ is"
  };

  private Cues() {}

  /** The offset after the last cue, or -1. */
  static int last(String response, int from, int to) {
    int best = -1;
    for (String word : WORDS) {
      int at = to;
      while ((at = response.lastIndexOf(word, at - 1)) >= from && at > best) {
        int after = linked(response, at + word.length(), to);
        if (after >= 0) {
          best = Math.max(best, after);
          break;
        }
      }
    }
    return best;
  }

  private static int linked(String response, int at, int to) {
    int longest = -1;
    for (String link : LINKS) {
      if (response.startsWith(link, at)
          && at + link.length() <= to
          && isWhole(response, at + link.length())) {
        longest = Math.max(longest, at + link.length());
      }
    }
    if (longest < 0
        && at < to
        && (response.startsWith(" $", at)
            || response.startsWith(" \\[", at)
            || response.startsWith(" \\(", at)
            || response.startsWith("\n", at))) {
      return at + 1;
    }
    if (longest < 0 && response.startsWith(" ", at)) {
      return digitAfter(response, at + 1, to);
    }
    if (longest >= 0
        && (response.startsWith(" not ", longest) || response.startsWith(" never ", longest))) {
      return -1;
    }
    while (longest >= 0
        && longest < to
        && (response.charAt(longest) == ':' || response.charAt(longest) == '*')) {
      longest++;
    }
    return longest;
  }

  /** Whether a word does not go on at the offset: "is" is no link in "isn't". */
  private static boolean isWhole(String response, int at) {
    return at == response.length()
        || !Character.isLetter(response.charAt(at))
        || response.charAt(at) >= '\u2e80'
        || !Character.isLetter(response.charAt(at - 1))
        || response.charAt(at - 1) >= '\u2e80';
  }

  private static int digitAfter(String response, int at, int to) {
    return at < to && Character.isDigit(response.charAt(at)) ? at : -1;
  }

  /** The last line {@code A: x}, as solutions written for graders end. */
  static @Nullable Extraction answerLine(String response, int from, int to) {
    int at = response.lastIndexOf("A:", to - 1);
    boolean starts = at == from || at > from && response.charAt(at - 1) == '\n';
    if (at < from || !starts) {
      return null;
    }
    Extraction line = Extraction.of(response, at + 2, lineEnd(response, at, to), Form.LINE);
    return line.text().contains(". ") ? null : line;
  }

  static @Nullable Extraction hashes(String response, int from, int to) {
    int at = response.lastIndexOf("####", to - 1);
    if (at < from) {
      return null;
    }
    int start = at + 4;
    while (start < to && response.charAt(start) == '#') {
      start++;
    }
    Extraction found = Extraction.of(response, start, lineEnd(response, start, to), Form.HASHES);
    return found.text().toLowerCase(Locale.ROOT).startsWith("final") ? null : found;
  }

  static int lineEnd(String response, int from, int to) {
    int end = response.indexOf('\n', from);
    return end < 0 || end > to ? to : end;
  }
}
