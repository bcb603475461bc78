package dev.winnow.scorer.code.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.re2j.Pattern;

/**
 * Writes JSON as the values that it means in Python, in the form that the drivers in the sandbox
 * read: {@code ["l", ...]} for a list, {@code ["d", [key, value], ...]} for a dict, {@code ["i",
 * "2a"]} for an integer in hexadecimal, {@code ["f", "0.5"]} for a float; text, truth values and
 * null are themselves.
 */
public final class TypedJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");
  private static final int HEXADECIMAL = 16;

  private TypedJson() {}

  /** Returns a value of JSON. */
  public static JsonNode of(JsonNode value) {
    if (value.isIntegralNumber()) {
      return tagged("i").add(value.bigIntegerValue().toString(HEXADECIMAL));
    }
    if (value.isNumber()) {
      return tagged("f").add(python(value.doubleValue()));
    }
    if (value.isArray()) {
      ArrayNode list = tagged("l");
      value.forEach(item -> list.add(of(item)));
      return list;
    }
    if (value.isObject()) {
      ArrayNode dict = tagged("d");
      value
          .properties()
          .forEach(entry -> dict.addArray().add(entry.getKey()).add(of(entry.getValue())));
      return dict;
    }
    return value;
  }

  /**
   * Returns a value of a dataset that writes the keys of dicts as text, because JSON has no others:
   * where all keys of an object are whole numbers, they are numbers.
   */
  public static JsonNode withNumberKeys(JsonNode value) {
    boolean areNumbers = value.isObject() && !value.isEmpty();
    for (var entry : value.properties()) {
      areNumbers &= WHOLE.matches(entry.getKey());
    }
    if (!areNumbers) {
      return of(value);
    }
    ArrayNode dict = tagged("d");
    for (var entry : value.properties()) {
      JsonNode key = of(NODES.numberNode(Long.parseLong(entry.getKey())));
      dict.addArray().add(key).add(of(entry.getValue()));
    }
    return dict;
  }

  private static ArrayNode tagged(String tag) {
    return NODES.arrayNode().add(tag);
  }

  private static String python(double number) {
    return Double.isInfinite(number) ? (number > 0 ? "inf" : "-inf") : String.valueOf(number);
  }
}
