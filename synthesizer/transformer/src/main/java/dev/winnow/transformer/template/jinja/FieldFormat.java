package dev.winnow.transformer.template.jinja;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Formats one value as {@code %} or {@code str.format} specifies. */
final class FieldFormat {
  private static final int MAX_WIDTH = 10_000;
  private static final Pattern SPEC =
      Pattern.compile(
          "(?:(.)?([<>^=]))?([-+ ]?)(#?)(0?)(\\d{0,9})([,_]?)(?:\\.(\\d{1,9}))?([a-zA-Z%]?)");

  private FieldFormat() {}

  static String format(Object value, String spec, RenderBudget budget) {
    Matcher parts = SPEC.matcher(spec);
    if (!parts.matches()) {
      throw new TemplateException("invalid format specifier '" + spec + "'");
    }
    int precision = parts.group(8) == null ? -1 : bounded(parts.group(8));
    String type = parts.group(9);
    String body = body(value, type, precision, parts.group(7), budget);
    if (!body.startsWith("-") && JinjaNumbers.isNumber(value) && !parts.group(3).equals("-")) {
      body = parts.group(3) + body;
    }
    String align = parts.group(2);
    boolean zero = !parts.group(5).isEmpty();
    String fill = parts.group(1) != null ? parts.group(1) : zero ? "0" : " ";
    if (align == null) {
      align = zero ? "=" : JinjaNumbers.isNumber(value) ? ">" : "<";
    }
    return pad(body, parts.group(6).isEmpty() ? 0 : bounded(parts.group(6)), fill, align);
  }

  private static int bounded(String digits) {
    int number = Integer.parseInt(digits);
    if (number > MAX_WIDTH) {
      throw new TemplateException("a width of %d is too large".formatted(number));
    }
    return number;
  }

  private static String body(
      Object value, String type, int precision, String group, RenderBudget budget) {
    if (type.isEmpty() || type.equals("s")) {
      if (value instanceof Double d && precision >= 0 && type.isEmpty()) {
        return real(d, "g", precision);
      }
      String text = ValuePrinter.str(value, budget);
      String grouped = group.isEmpty() ? text : grouped(text, group);
      return precision < 0 || JinjaNumbers.isNumber(value)
          ? grouped
          : text.substring(0, PyText.offset(text, precision));
    }
    String text =
        switch (type) {
          case "d" -> JinjaNumbers.big(value).toString();
          case "x" -> JinjaNumbers.big(value).toString(16);
          case "X" -> JinjaNumbers.big(value).toString(16).toUpperCase(Locale.ROOT);
          case "o" -> JinjaNumbers.big(value).toString(8);
          case "b" -> JinjaNumbers.big(value).toString(2);
          case "c" -> Character.toString(Types.requireInt(value));
          case "%" -> real(JinjaNumbers.real(value) * 100, "f", precision) + "%";
          default -> real(JinjaNumbers.real(value), type, precision);
        };
    return group.isEmpty() ? text : grouped(text, group);
  }

  private static String real(double value, String type, int precision) {
    int digits = precision < 0 ? 6 : precision;
    return switch (type) {
      case "f", "F" ->
          new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
      case "e", "E" -> String.format(Locale.ROOT, "%." + digits + type, value);
      case "g", "G" -> general(value, Math.max(1, digits));
      default -> throw new TemplateException("unknown format code '" + type + "'");
    };
  }

  private static String general(double value, int digits) {
    if (value == 0) {
      return "0";
    }
    BigDecimal rounded =
        new BigDecimal(value).round(new java.math.MathContext(digits, RoundingMode.HALF_EVEN));
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent >= -4 && exponent < digits) {
      return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
    String text = String.format(Locale.ROOT, "%." + (digits - 1) + "e", value);
    return text.replaceFirst("\\.?0+e", "e");
  }

  private static String grouped(String text, String separator) {
    Matcher parts = Pattern.compile("(-?)(\\d+)(.*)").matcher(text);
    return parts.matches()
        ? parts.group(1)
            + parts.group(2).replaceAll("(?<=\\d)(?=(\\d{3})+$)", separator)
            + parts.group(3)
        : text;
  }

  private static String pad(String text, int width, String fill, String align) {
    int missing = Math.max(0, width - PyText.length(text));
    return switch (align) {
      case "<" -> text + fill.repeat(missing);
      case "^" -> fill.repeat(missing / 2) + text + fill.repeat(missing - missing / 2);
      case "=" -> {
        boolean sign = text.startsWith("-") || text.startsWith("+");
        yield (sign ? text.substring(0, 1) : "")
            + fill.repeat(missing)
            + text.substring(sign ? 1 : 0);
      }
      default -> fill.repeat(missing) + text;
    };
  }
}
