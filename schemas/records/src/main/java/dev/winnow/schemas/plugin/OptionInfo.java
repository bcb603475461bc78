package dev.winnow.schemas.plugin;

import java.util.ArrayList;
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
    return fileField(name);
  }

  /** Returns the same for an option with this name. */
  public static String fileField(String option) {
    return option + "_file";
  }

  /** Returns the help with type, range and default, as a line. */
  public String explained() {
    List<String> facts = new ArrayList<>();
    facts.add((shape == Shape.LIST ? "list: " : "") + typeInShort());
    range().ifPresent(facts::add);
    String end =
        isRequired
            ? "; required"
            : defaultValue
                .map(text -> "; default: " + (text.isEmpty() ? "empty" : text))
                .orElse("");
    return "%s (%s%s)".formatted(help, String.join(", ", facts), end);
  }

  private String typeInShort() {
    return switch (type) {
      case INT, LONG -> "whole number";
      case DOUBLE -> "number";
      case BOOLEAN -> "true or false";
      case STRING -> "text";
      case ENUM -> "one of " + String.join(", ", words);
      case DURATION -> "duration";
      case PATH -> "path";
      case URI -> "URI";
    };
  }

  /** Returns the legal numbers in words; empty if all are. */
  Optional<String> range() {
    boolean hasMin = min != Double.NEGATIVE_INFINITY;
    boolean hasMax = max != Double.POSITIVE_INFINITY;
    if (hasMin && hasMax) {
      return Optional.of("%s to %s".formatted(plain(min), plain(max)));
    }
    if (hasMin) {
      return Optional.of("at least " + plain(min));
    }
    return hasMax ? Optional.of("at most " + plain(max)) : Optional.empty();
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? "%d".formatted((long) number) : String.valueOf(number);
  }
}
