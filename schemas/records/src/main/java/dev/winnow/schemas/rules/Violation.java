package dev.winnow.schemas.rules;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A rule that a prompt or recipe breaks.
 *
 * @param field path of the field: {@code messages[2].content}
 * @param message what is wrong and how to fix it
 */
public record Violation(String field, String message) {
  /** Joins several violations into one text. */
  public static String join(List<Violation> violations) {
    return violations.stream().map(Violation::toString).collect(Collectors.joining("; "));
  }

  /** Returns the violation of an integer that is not in this range; empty where it is. */
  public static Optional<Violation> outside(String field, int value, int least, int most) {
    return value >= least && value <= most
        ? Optional.empty()
        : Optional.of(new Violation(field, "want %d to %d, not %d".formatted(least, most, value)));
  }

  @Override
  public String toString() {
    return field + ": " + message;
  }
}
