package dev.winnow.schemas.rules;

/**
 * A rule that a prompt or recipe breaks.
 *
 * @param field where, as a path: {@code messages[2].content}
 * @param message what is wrong and how to mend it
 */
public record Violation(String field, String message) {
  @Override
  public String toString() {
    return field + ": " + message;
  }
}
