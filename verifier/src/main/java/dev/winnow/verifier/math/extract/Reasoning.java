package dev.winnow.verifier.math.extract;

import java.util.BitSet;
import java.util.List;

/** Finds where the reasoning ends and the answer part begins and ends. */
final class Reasoning {
  private static final List<String> TAGS = List.of("think>", "thinking>", "reasoning>", "thought>");
  static final int UNFINISHED = -1;

  private Reasoning() {}

  /**
   * The offset after the last closing tag; the start without tags; -1 where a tag is opened and
   * never closed.
   */
  static int end(String response) {
    BitSet open = new BitSet(TAGS.size());
    int end = 0;
    for (int at = response.indexOf('<'); at >= 0; at = response.indexOf('<', at + 1)) {
      boolean closes = response.startsWith("/", at + 1);
      int tag = tagAt(response, closes ? at + 2 : at + 1);
      if (tag >= 0) {
        open.set(tag, !closes);
        end = closes ? response.indexOf('>', at) + 1 : end;
      }
    }
    return open.isEmpty() ? end : UNFINISHED;
  }

  /** Which tag's name and bracket stand here, or -1. */
  private static int tagAt(String response, int name) {
    if (name < response.length() && Character.isLetter(response.charAt(name))) {
      for (int tag = 0; tag < TAGS.size(); tag++) {
        if (response.startsWith(TAGS.get(tag), name)) {
          return tag;
        }
      }
    }
    return -1;
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
