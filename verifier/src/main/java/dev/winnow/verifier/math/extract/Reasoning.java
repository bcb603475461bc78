package dev.winnow.verifier.math.extract;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds where the reasoning ends and the answer part begins and ends, for callers that judge whole
 * responses. Markers count in any letter case, in angle, square and triangle brackets.
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

  /** Markers of one spelling only: opening and closing. */
  private static final String[][] TOKENS = {
    {"<|begin_of_thought|>", "<|end_of_thought|>"},
    {"<|start_thinking|>", "<|end_thinking|>"},
    {"<|channel|>analysis", "<|channel|>final<|message|>"},
    {"<|think|>", "<|/think|>"}
  };

  private static final String OPENING = "<[\u25c1";
  private static final String CLOSING = ">]\u25b7";
  private static final int LONGEST_NAME = 12;

  static final int UNFINISHED = -1;

  /** A marker: which, whether it closes, and the offset after it. */
  private record Marker(int which, boolean closes, int end) {}

  private Reasoning() {}

  /**
   * The offset after the last closing marker; the start without markers; -1 where one is opened and
   * never closed.
   */
  static int end(String response) {
    BitSet open = new BitSet();
    int end = 0;
    for (int at = 0; at < response.length(); at++) {
      int bracket = OPENING.indexOf(response.charAt(at));
      Marker marker = bracket < 0 ? null : markerAt(response, at, CLOSING.charAt(bracket));
      if (marker != null) {
        open.set(marker.which(), !marker.closes());
        end = marker.closes() ? marker.end() : end;
        at = marker.end() - 1;
      }
    }
    return open.isEmpty() ? end : UNFINISHED;
  }

  private static @Nullable Marker markerAt(
      String response, int at, char closing) {
    if (response.startsWith("<|", at)) {
      return tokenAt(response, at);
    }
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
    int which = NAMES.indexOf(response.substring(name, end).toLowerCase(Locale.ROOT));
    return which < 0 ? null : new Marker(which, closes, bracket + 1);
  }

  private static @Nullable Marker tokenAt(String response, int at) {
    for (int i = 0; i < TOKENS.length; i++) {
      for (int side = 0; side < 2; side++) {
        String token = TOKENS[i][side];
        if (response.regionMatches(true, at, token, 0, token.length())) {
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
   * The offset of the first chat-template token, such as {@code <|im_end|>}, after which nothing
   * counts.
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
