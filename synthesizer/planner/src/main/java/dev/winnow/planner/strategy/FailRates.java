package dev.winnow.planner.strategy;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Reads the fail rate that a publisher put into a prompt's metadata. */
final class FailRates {
  private static final int MAX_CHARS = 32;

  private FailRates() {}

  /**
   * Returns the rate; empty for a text that is no number from 0 to 1: the prompt is then probed
   * like one without.
   */
  static OptionalDouble parse(@Nullable String text) {
    if (text == null || text.length() > MAX_CHARS) {
      return OptionalDouble.empty();
    }
    try {
      double rate = Double.parseDouble(text);
      return rate >= 0 && rate <= 1 ? OptionalDouble.of(rate) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }
}
