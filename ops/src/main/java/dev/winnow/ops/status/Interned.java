package dev.winnow.ops.status;

import java.util.HashMap;
import java.util.Map;

/** One object for each text that occurs often. Not thread-safe. */
final class Interned {
  private final Map<String, String> texts = new HashMap<>();

  String of(String text) {
    return texts.computeIfAbsent(text, same -> same);
  }
}
