package dev.winnow.schemas.plugin;

import java.util.List;
import java.util.Optional;

/**
 * An option of a plug-in as its record describes it.
 *
 * @param name lower-case words with {@code _} between them
 * @param type type of one value
 * @param shape number of values
 * @param isRequired whether it must be given
 * @param defaultValue the value if none is given, in its written form
 * @param words legal values of an enum, in lower case; empty for other types
 * @param help one line for users
 * @param min least legal number, negative infinity for any
 * @param max greatest legal number, positive infinity for any
 * @param example a legal value
 * @param placeholder name of the value in help texts
 * @param isFromFile whether a recipe may name a file that holds the text
 * @param isJson whether the text is JSON
 */
public record OptionInfo(
    String name,
    OptionType type,
    Shape shape,
    boolean isRequired,
    Optional<String> defaultValue,
    List<String> words,
    String help,
    double min,
    double max,
    String example,
    String placeholder,
    boolean isFromFile,
    boolean isJson) {
  /** The number of values that an option takes. */
  public enum Shape {
    /** Exactly one value. */
    ONE,
    /** One value or none. */
    OPTIONAL,
    /** Any number of values. */
    LIST
  }

  /** Returns the name of the field of a recipe that names a file with the text. */
  public String fileField() {
    return name + "_file";
  }

  /** Returns this help with the default, if there is one. */
  public String explained(String text) {
    return defaultValue
        .map(value -> "%s (default: %s)".formatted(text, value.isEmpty() ? "empty" : value))
        .orElse(text);
  }

  /** Returns the help with the default, if there is one, as a line. */
  public String explained() {
    if (isRequired) {
      return help + " (required)";
    }
    return explained(help);
  }
}
