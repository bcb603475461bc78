package dev.winnow.schemas.rules;

import dev.winnow.schemas.plugin.Options;
import java.util.List;
import java.util.Map;

/** How much a recipe may say to one plug-in: its options come from records that anyone writes. */
final class OptionBounds {
  /** Most characters of all that is said to one plug-in. */
  static final int MAX_CHARS = 4_000;

  private OptionBounds() {}

  /** Holds the options to both bounds. */
  static void check(String field, Map<String, String> options, List<Violation> found) {
    checkNumber(field, options, found);
    if (chars(options) > MAX_CHARS) {
      found.add(
          new Violation(
              field,
              "options may have at most %d characters together, not %d"
                  .formatted(MAX_CHARS, chars(options))));
    }
  }

  static void checkNumber(String field, Map<String, String> options, List<Violation> found) {
    if (options.size() > Options.MAX_GIVEN) {
      found.add(
          new Violation(
              field,
              "give at most %d options, not %d".formatted(Options.MAX_GIVEN, options.size())));
    }
  }

  /** Characters of all names and values. */
  static long chars(Map<String, String> options) {
    long chars = 0;
    for (Map.Entry<String, String> option : options.entrySet()) {
      chars += option.getKey().length() + option.getValue().length();
    }
    return chars;
  }
}
