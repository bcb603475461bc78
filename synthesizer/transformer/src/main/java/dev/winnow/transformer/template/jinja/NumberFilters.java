package dev.winnow.transformer.template.jinja;

import dev.winnow.transformer.template.jinja.Filters.Filter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;

/** Filters that produce numbers. */
final class NumberFilters {
  private NumberFilters() {}

  static void addTo(Map<String, Filter> filters) {
    filters.put("int", (r, value, a) -> whole(value, a));
    filters.put(
        "float",
        (r, value, a) -> real(value).map(d -> (Object) d).orElse(a.get(0, "default").orElse(0.0)));
    filters.put(
        "abs", (r, value, a) -> JinjaArithmetic.signed(value, JinjaNumbers.real(value) < 0));
    filters.put("round", (r, value, a) -> round(value, a));
    filters.put("length", (r, value, a) -> Types.length(value));
    filters.put("count", (r, value, a) -> Types.length(value));
  }

  private static Object whole(Object value, Arguments given) {
    Object otherwise = given.get(0, "default").orElse(0L);
    try {
      return switch (value) {
        case String text -> {
          String digits = PyText.strip(text).replace("_", "");
          int base = given.integer(1, "base", 10);
          yield base == 10 && digits.matches("[+-]?\\d+")
              ? JinjaNumbers.parse(digits.replace("+", ""))
              : base == 10
                  ? truncated(Double.parseDouble(digits))
                  : JinjaNumbers.whole(new BigInteger(digits.replaceFirst("^0[xXoObB]", ""), base));
        }
        case Double d -> truncated(d);
        case UndefinedValue undefined -> throw undefined.used();
        default ->
            JinjaNumbers.isWhole(value) ? JinjaNumbers.whole(JinjaNumbers.big(value)) : otherwise;
      };
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  private static Object truncated(double value) {
    return JinjaNumbers.whole(new BigDecimal(value).toBigInteger());
  }

  private static Optional<Double> real(Object value) {
    if (value instanceof UndefinedValue undefined) {
      throw undefined.used();
    }
    try {
      return value instanceof String text
          ? Optional.of(Double.parseDouble(PyText.strip(text)))
          : JinjaNumbers.isNumber(value) ? Optional.of(JinjaNumbers.real(value)) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Object round(Object number, Arguments given) {
    boolean common = given.text(1, "method", "common").equals("common");
    if (common && JinjaNumbers.isWhole(number) && given.integer(0, "precision", 0) >= 0) {
      return number;
    }
    double value = JinjaNumbers.real(number);
    RoundingMode mode =
        switch (given.text(1, "method", "common")) {
          case "ceil" -> RoundingMode.CEILING;
          case "floor" -> RoundingMode.FLOOR;
          default -> RoundingMode.HALF_EVEN;
        };
    int precision = Math.clamp(given.integer(0, "precision", 0), -300, 300);
    return new BigDecimal(value).setScale(precision, mode).doubleValue();
  }
}
