package dev.winnow.schemas.plugin;

/**
 * What is wrong with an option.
 *
 * @param option its name; empty where the options do not fit each other
 * @param message what is wanted, and what is there instead
 */
public record OptionProblem(String option, String message) {
  private static final int MAX_SHOWN_CHARS = 100;

  /** Foreign text as far as a message repeats it. */
  public static String shown(String text) {
    return text.length() <= MAX_SHOWN_CHARS ? text : text.substring(0, MAX_SHOWN_CHARS) + "...";
  }

  @Override
  public String toString() {
    return option.isEmpty() ? message : "option '%s': %s".formatted(option, message);
  }
}
