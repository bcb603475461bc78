package dev.winnow.schemas.rules;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A rule that a prompt or recipe breaks.
 *
 * @param field where, as a path: {@code messages[2].content}
 * @param message what is wrong and how to mend it
 */
public record Violation(String field, String message) {
  /** Several as one text. */
  public static String join(List<Violation> violations) {
    return violations.stream().map(Violation::toString).collect(Collectors.joining("; "));
  }

  @Override
  public String toString() {
    return field + ": " + message;
  }
}
