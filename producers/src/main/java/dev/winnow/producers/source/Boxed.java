package dev.winnow.producers.source;

import java.util.Optional;

/** Finds the final answer of a MATH solution: the content of its last {@code \boxed}. */
final class Boxed {
  private static final String[] COMMANDS = {"\\boxed", "\\fbox"};

  private Boxed() {}

  /**
   * Returns the content of the last box, trimmed; empty if there is no box, or if it is blank or
   * unclosed.
   */
  static Optional<String> last(String solution) {
    int box = -1;
    int after = -1;
    for (String command : COMMANDS) {
      int at = solution.lastIndexOf(command);
      if (at > box) {
        box = at;
        after = at + command.length();
      }
    }
    return box < 0 ? Optional.empty() : content(solution.substring(after).stripLeading());
  }

  private static Optional<String> content(String rest) {
    if (!rest.startsWith("{")) {
      // TeX takes only the next token; MATH has `\boxed 2` and `\boxed 2$`.
      return nonBlank(rest.split("[\\s$,.]", 2)[0]);
    }
    int depth = 0;
    for (int i = 0; i < rest.length(); i++) {
      switch (rest.charAt(i)) {
        case '\\' -> i++;
        case '{' -> depth++;
        case '}' -> depth--;
        default -> {}
      }
      if (depth == 0) {
        return nonBlank(rest.substring(1, i));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> nonBlank(String text) {
    return text.isBlank() ? Optional.empty() : Optional.of(text.strip());
  }
}
