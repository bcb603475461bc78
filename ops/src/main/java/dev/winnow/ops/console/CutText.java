package dev.winnow.ops.console;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A text of a model or a user, cut to a bound. Immutable.
 *
 * @param text at most {@value #MAX} characters
 * @param characters length of the whole text, in UTF-16 units
 */
record CutText(String text, int characters) {
  static final int MAX = 30_000;

  static CutText of(String whole) {
    int end = Math.min(MAX, whole.length());
    // Half of a surrogate pair is no text.
    boolean splits = end < whole.length() && Character.isHighSurrogate(whole.charAt(end - 1));
    return new CutText(whole.substring(0, splits ? end - 1 : end), whole.length());
  }

  static @Nullable CutText of(Optional<String> whole) {
    return whole.map(CutText::of).orElse(null);
  }
}
