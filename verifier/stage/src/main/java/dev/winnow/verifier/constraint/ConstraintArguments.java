package dev.winnow.verifier.constraint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The arguments of one instruction. A missing one is an error: the reference implementation draws a
 * random one in its place, and so a random verdict.
 *
 * @param values an object; absent and null values are the same
 */
record ConstraintArguments(JsonNode values) {
  private static final int MAX_VALUES = 100;
  private static final int MAX_CHARS = 20_000;

  /** Returns a whole number of at least zero. */
  int number(String name) {
    JsonNode value = required(name);
    boolean whole = value.isNumber() && value.doubleValue() == Math.rint(value.doubleValue());
    if (!whole || value.doubleValue() < 0 || value.doubleValue() > Integer.MAX_VALUE) {
      throw bad(name, "want a whole number of at least 0");
    }
    return value.intValue();
  }

  int positive(String name) {
    int number = number(name);
    if (number == 0) {
      throw bad(name, "want a whole number of at least 1");
    }
    return number;
  }

  /** Returns a text that is not blank. */
  String text(String name) {
    return text(name, required(name));
  }

  /** Returns one or more texts. */
  List<String> texts(String name) {
    JsonNode value = required(name);
    if (!value.isArray() || value.isEmpty() || value.size() > MAX_VALUES) {
      throw bad(name, "want a list of 1 to %d texts".formatted(MAX_VALUES));
    }
    List<String> texts = new ArrayList<>();
    value.forEach(one -> texts.add(text(name, one)));
    return texts;
  }

  /** Returns whether a count has the relation to the number. */
  IntPredicate relation(String name, int number) {
    String relation = text(name);
    return switch (relation) {
      case "less than" -> count -> count < number;
      case "at least" -> count -> count >= number;
      default -> throw bad(name, "want 'less than' or 'at least'");
    };
  }

  private JsonNode required(String name) {
    JsonNode value = values.path(name);
    if (value.isMissingNode() || value.isNull()) {
      throw bad(name, "is required");
    }
    return value;
  }

  private static String text(String name, JsonNode value) {
    if (!value.isTextual()
        || PythonText.isBlank(value.textValue())
        || value.textValue().length() > MAX_CHARS) {
      throw bad(name, "want a text of 1 to %d characters".formatted(MAX_CHARS));
    }
    return value.textValue();
  }

  static BadConstraintException bad(String name, String message) {
    return new BadConstraintException("argument '%s': %s".formatted(name, message));
  }
}
