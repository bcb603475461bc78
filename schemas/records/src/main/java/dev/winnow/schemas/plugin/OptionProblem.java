package dev.winnow.schemas.plugin;

import dev.winnow.schemas.text.GeneratedText;

/**
 * A problem with an option.
 *
 * @param option name of the option; empty if options contradict each other
 * @param message what is wanted, and what was found
 */
public record OptionProblem(String option, String message) {
  private static final int MAX_SHOWN_CHARS = 100;

  /** Returns foreign text as a message may quote it: at most 100 characters. */
  public static String shown(String text) {
    return text.length() <= MAX_SHOWN_CHARS
        ? text
        : GeneratedText.cut(text, MAX_SHOWN_CHARS) + "...";
  }

  @Override
  public String toString() {
    return option.isEmpty() ? message : "option '%s': %s".formatted(option, message);
  }
}
