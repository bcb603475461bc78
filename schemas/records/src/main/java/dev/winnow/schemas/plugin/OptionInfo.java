package dev.winnow.schemas.plugin;

import java.util.List;
import java.util.Optional;

/**
 * An option of a plug-in as its record describes it.
 *
 * @param name lower-case words with {@code _} between them
 * @param type of one value
 * @param shape how many values it takes
 * @param isRequired whether it must be given
 * @param defaultValue where none is given, as it would be written
 * @param words the legal values of an enum, in lower case; empty for other types
 * @param help one line for people
 * @param min least legal number, negative infinity for any
 * @param max greatest legal number, positive infinity for any
 * @param example a legal value
 * @param placeholder what stands for the value in help
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
    String placeholder) {
  /** How many values an option takes. */
  public enum Shape {
    /** Just one. */
    ONE,
    /** One or none. */
    OPTIONAL,
    /** Any number. */
    LIST
  }

  /** The help and the default, where there is one, as a line. */
  public String explained() {
    if (isRequired) {
      return help + " (required)";
    }
    return defaultValue.map(value -> "%s (default: %s)".formatted(help, value)).orElse(help);
  }
}
