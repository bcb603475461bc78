package dev.winnow.schemas.plugin;

import dev.winnow.schemas.text.Durations;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Reads and writes one value of an option. Pure. */
final class OptionValues {
  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,19}");
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(\\d{1,40}\\.?\\d{0,40}|\\.\\d{1,40})([eE][+-]?\\d{1,4})?");

  private OptionValues() {}

  /**
   * Parses a value.
   *
   * @param type class of the component, or of the element of its Optional or List
   * @throws BadOptionsException if the text is not a value of this type
   */
  static Object parse(OptionInfo option, Class<?> type, String text) {
    return switch (option.type()) {
      case INT -> whole(option, text, Integer.MIN_VALUE, Integer.MAX_VALUE).intValue();
      case LONG -> whole(option, text, Long.MIN_VALUE, Long.MAX_VALUE);
      case DOUBLE -> decimal(option, text);
      case BOOLEAN -> flag(option, text);
      case STRING -> text;
      case ENUM -> constant(option, type, text);
      case DURATION ->
          Durations.parse(text)
              .orElseThrow(() -> wrong(option, "a duration such as 90s, 5m, 1h or PT5M", text));
      case PATH -> path(option, text);
      case URI -> uri(option, text);
    };
  }

  /** Returns the text that {@link #parse} reads as this value. */
  static String write(Object value) {
    return value instanceof Enum<?> constant ? OptionSchema.word(constant) : String.valueOf(value);
  }

  private static Long whole(OptionInfo option, String text, long least, long most) {
    if (!WHOLE.matcher(text).matches()) {
      throw wrong(option, "a whole number", text);
    }
    try {
      long value = Long.parseLong(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // The value is out of range; the exception below reports it.
    }
    throw new BadOptionsException(
        option.name(), "%s is out of range".formatted(OptionProblem.shown(text)));
  }

  private static Double decimal(OptionInfo option, String text) {
    if (!DECIMAL.matcher(text).matches()) {
      throw wrong(option, "a number", text);
    }
    double value = Double.parseDouble(text);
    if (Double.isInfinite(value)) {
      throw new BadOptionsException(option.name(), text + " is out of range");
    }
    return value;
  }

  private static Boolean flag(OptionInfo option, String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw wrong(option, "true or false", text);
    }
    return text.equals("true");
  }

  private static Object constant(OptionInfo option, Class<?> type, String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> OptionSchema.word(constant).equals(text))
        .findFirst()
        .orElseThrow(() -> wrong(option, "one of " + List.copyOf(option.words()), text));
  }

  private static Path path(OptionInfo option, String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw wrong(option, "a path", text);
    }
  }

  private static URI uri(OptionInfo option, String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      // The message does not repeat the text, because it may hold a password.
      throw new BadOptionsException(option.name(), "want a URI, such as http://localhost:8000/v1");
    }
  }

  private static BadOptionsException wrong(OptionInfo option, String wanted, String text) {
    return new BadOptionsException(
        option.name(), "want %s, not '%s'".formatted(wanted, OptionProblem.shown(text)));
  }
}
