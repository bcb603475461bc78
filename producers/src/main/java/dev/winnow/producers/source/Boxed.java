package dev.winnow.producers.source;

import java.util.Optional;

/** Finds the final answer of a MATH solution. */
final class Boxed {
  private static final String START = "\\boxed{";

  private Boxed() {}

  /** What the last {@code \boxed{...}} holds; empty without one that is closed. */
  static Optional<String> last(String solution) {
    int start = solution.lastIndexOf(START);
    if (start < 0) {
      return Optional.empty();
    }
    int depth = 1;
    for (int at = start + START.length(); at < solution.length(); at++) {
      depth += solution.charAt(at) == '{' ? 1 : solution.charAt(at) == '}' ? -1 : 0;
      if (depth == 0) {
        return Optional.of(solution.substring(start + START.length(), at));
      }
    }
    return Optional.empty();
  }
}
