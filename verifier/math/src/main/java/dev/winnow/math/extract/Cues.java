package dev.winnow.math.extract;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds phrases that announce the answer. */
final class Cues {
  /** Announcing words, each with the index of the letter used to find it. */
  private record Word(String text, int letter) {}

  private static final Word[] BY_W = {
    new Word("answer", 3), new Word("Answer", 3), new Word("Antwort", 3)
  };
  private static final Word[] BY_CAPITAL_W = {new Word("ANSWER", 3)};
  private static final Word[] BY_P = {
    new Word("option", 1), new Word("Option", 1), new Word("respuesta", 3), new Word("Respuesta", 3)
  };
  private static final Word[] BY_H = {new Word("choice", 1)};
  private static final Word[] BY_ACUTE = {new Word("r\u00e9ponse", 1), new Word("R\u00e9ponse", 1)};
  private static final Word[] BY_S = {
    new Word("risposta", 2),
    new Word("Risposta", 2),
    new Word("resposta", 2),
    new Word("Resposta", 2)
  };
  private static final Word[] BY_RUSSIAN = {
    new Word("\u043e\u0442\u0432\u0435\u0442", 2), new Word("\u041e\u0442\u0432\u0435\u0442", 2)
  };
  private static final Word[] BY_ANSWER_SIGN = {
    new Word("\u7b54\u6848", 0), new Word("\u7b54\u3048", 0), new Word("\u7b54", 0)
  };
  private static final Word[] BY_KOREAN = {new Word("\ub2f5", 0)};
  private static final Word[] NONE = {};

  private static Word[] words(char c) {
    return switch (c) {
      case 'w' -> BY_W;
      case 'W' -> BY_CAPITAL_W;
      case 'p' -> BY_P;
      case 'h' -> BY_H;
      case '\u00e9' -> BY_ACUTE;
      case 's' -> BY_S;
      case '\u0432' -> BY_RUSSIAN;
      case '\u7b54' -> BY_ANSWER_SIGN;
      case '\ub2f5' -> BY_KOREAN;
      default -> NONE;
    };
  }

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
    "\\ is",
    "\u4e3a",
    "\u70ba",
    "\u306f",
    "\u306f\uff1a",
    "\uc740",
    "\ub294",
    " \u00e8",
    " \u00e9",
    " \u2014",
    " -"
  };

  private Cues() {}

  /** Returns the offset after the last cue, or -1. */
  static int last(String response, int from, int to) {
    for (int i = to - 1; i >= from; i--) {
      for (Word word : words(response.charAt(i))) {
        int start = i - word.letter();
        int end = start + word.text().length();
        int after =
            start >= from && end <= to && response.startsWith(word.text(), start)
                ? linked(response, end, to)
                : -1;
        if (after >= 0) {
          return after;
        }
      }
    }
    return -1;
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

  /** Returns whether a word ends at the offset: "is" in "isn't" does not count. */
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

  /** Returns the last line {@code A: x}, the ending of solutions written for graders. */
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
    int at = response.indexOf("####", from);
    at = at < 0 ? at : response.lastIndexOf("####", to - 1);
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
