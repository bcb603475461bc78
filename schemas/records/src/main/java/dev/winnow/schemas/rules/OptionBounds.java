package dev.winnow.schemas.rules;

import dev.winnow.schemas.plugin.Options;
import java.util.List;
import java.util.Map;

/** How much a recipe may say to one plug-in: its options come from records that anyone writes. */
final class OptionBounds {
  /** Most characters of all names and values together. */
  static final int MAX_CHARS = 64 * 1024;

  private OptionBounds() {}

  static void check(String field, Map<String, String> options, List<Violation> found) {
    long chars = 0;
    for (Map.Entry<String, String> option : options.entrySet()) {
      chars += option.getKey().length() + option.getValue().length();
    }
    if (options.size() > Options.MAX_GIVEN || chars > MAX_CHARS) {
      found.add(
          new Violation(
              field,
              "at most %d options with %d characters together, not %d with %d"
                  .formatted(Options.MAX_GIVEN, MAX_CHARS, options.size(), chars)));
    }
  }
}
