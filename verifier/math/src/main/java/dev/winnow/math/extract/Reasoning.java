package dev.winnow.math.extract;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the end of the reasoning, and the beginning and end of the answer part, for callers that
 * judge whole responses. Markers are recognised in any letter case, in angle, square and triangle
 * brackets.
 */
final class Reasoning {
  private static final List<String> NAMES =
      List.of(
          "think",
          "thinking",
          "thought",
          "thoughts",
          "reasoning",
          "reason",
          "reflection",
          "scratchpad",
          "seed:think");

  /** Markers with only one spelling: opening and closing. */
  private static final String[][] TOKENS = {
    {"<|begin_of_thought|>", "<|end_of_thought|>"},
    {"<|start_thinking|>", "<|end_thinking|>"},
    {"<|channel|>analysis", "<|channel|>final<|message|>"},
    {"<|think|>", "<|/think|>"}
  };

  private static final char TRIANGLE = '\u25c1';
  private static final String OPENING = "<[" + TRIANGLE;
  private static final String CLOSING = ">]\u25b7";

  /** Characters that may follow an opening bracket: first letters of the names, and signs. */
  private static final String FIRST = "/|tTrRsS";

  /** The same after {@code <|}. */
  private static final String TOKEN_FIRST = "bBeEsScCtT/";

  private static final int LONGEST_NAME = 12;

  static final int UNFINISHED = -1;

  /** A marker: its kind, whether it closes, and the offset after it. */
  private record Marker(int which, boolean closes, int end) {}

  private Reasoning() {}

  /**
   * Returns the offset after the last closing marker; the start if there are no markers; -1 if one
   * is opened and never closed.
   */
  static int end(String response) {
    int angle = response.indexOf('<');
    int square = response.indexOf('[');
    int triangle = response.indexOf(TRIANGLE);
    if (angle < 0 && square < 0 && triangle < 0) {
      return 0;
    }
    BitSet open = new BitSet();
    int end = 0;
    int at = earliest(angle, square, triangle);
    while (at < Integer.MAX_VALUE) {
      Marker marker = markerAt(response, at);
      int next = marker == null ? at + 1 : marker.end();
      if (marker != null) {
        open.set(marker.which(), !marker.closes());
        end = marker.closes() ? marker.end() : end;
      }
      angle = next(response, '<', angle, next);
      square = next(response, '[', square, next);
      triangle = next(response, TRIANGLE, triangle, next);
      at = earliest(angle, square, triangle);
    }
    return open.isEmpty() ? end : UNFINISHED;
  }

  /**
   * Returns the known offset of the character if it is not before {@code from}, else the next one.
   */
  private static int next(String response, char c, int known, int from) {
    return known < 0 || known >= from ? known : response.indexOf(c, from);
  }

  private static int earliest(int first, int second, int third) {
    int a = first < 0 ? Integer.MAX_VALUE : first;
    int b = second < 0 ? Integer.MAX_VALUE : second;
    int c = third < 0 ? Integer.MAX_VALUE : third;
    return Math.min(a, Math.min(b, c));
  }

  private static @Nullable Marker markerAt(String response, int at) {
    char first = at + 1 < response.length() ? response.charAt(at + 1) : ' ';
    if (FIRST.indexOf(first) < 0) {
      return null;
    }
    if (response.startsWith("<|", at)) {
      return tokenAt(response, at);
    }
    char closing = CLOSING.charAt(OPENING.indexOf(response.charAt(at)));
    boolean closes = response.startsWith("/", at + 1);
    int name = closes ? at + 2 : at + 1;
    int end = name;
    while (end < response.length() && end - name < LONGEST_NAME && isName(response.charAt(end))) {
      end++;
    }
    int bracket = end;
    while (bracket < response.length() && response.charAt(bracket) == ' ') {
      bracket++;
    }
    if (end - name < 5 || bracket >= response.length() || response.charAt(bracket) != closing) {
      return null;
    }
    int which = named(response, name, end - name);
    return which < 0 ? null : new Marker(which, closes, bracket + 1);
  }

  private static int named(String response, int name, int length) {
    for (int i = 0; i < NAMES.size(); i++) {
      if (NAMES.get(i).length() == length
          && response.regionMatches(true, name, NAMES.get(i), 0, length)) {
        return i;
      }
    }
    return -1;
  }

  private static @Nullable Marker tokenAt(String response, int at) {
    char first = at + 2 < response.length() ? response.charAt(at + 2) : ' ';
    if (TOKEN_FIRST.indexOf(first) < 0) {
      return null;
    }
    for (int i = 0; i < TOKENS.length; i++) {
      for (int side = 0; side < 2; side++) {
        String token = TOKENS[i][side];
        if (token.charAt(2) == Character.toLowerCase(first)
            && response.regionMatches(true, at, token, 0, token.length())) {
          return new Marker(NAMES.size() + i, side == 1, at + token.length());
        }
      }
    }
    return null;
  }

  private static boolean isName(char c) {
    return Character.isLetter(c) || c == ':';
  }

  /**
   * Returns the offset of the first chat-template token, such as {@code <|im_end|>}; text after it
   * is ignored.
   */
  static int templateStart(String response, int from) {
    int token = response.indexOf("<|", from);
    while (token >= 0 && !isToken(response, token + 2)) {
      token = response.indexOf("<|", token + 2);
    }
    return token < 0 ? response.length() : token;
  }

  private static boolean isToken(String response, int name) {
    int at = name;
    while (at < response.length()
        && (Character.isLetter(response.charAt(at)) || response.charAt(at) == '_')) {
      at++;
    }
    return at > name && response.startsWith("|>", at);
  }
}
