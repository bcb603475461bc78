package dev.winnow.transformer.template.jinja;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Python's {@code format % values}. */
final class PercentFormat {
  private static final Pattern FIELD =
      Pattern.compile("%(?:\\((\\w+)\\))?([-+ #0]*)(\\d{0,9})(?:\\.(\\d{1,9}))?([a-zA-Z%])");

  private PercentFormat() {}

  static String format(String format, Object values, RenderBudget budget) {
    List<?> list = values instanceof Tuple tuple ? tuple.items() : List.of(values);
    Matcher field = FIELD.matcher(format);
    StringBuilder text = new StringBuilder();
    int end = 0;
    int used = 0;
    while (field.find()) {
      text.append(budget.text(format.substring(end, field.start())));
      end = field.end();
      if (field.group(5).equals("%")) {
        text.append('%');
      } else if (field.group(1) != null && values instanceof Map<?, ?> map) {
        text.append(budget.text(value(field, named(map, field.group(1)), budget)));
      } else if (used < list.size()) {
        text.append(budget.text(value(field, list.get(used++), budget)));
      } else {
        throw new TemplateException("not enough arguments for format string");
      }
    }
    if (used < list.size() && !(values instanceof Map)) {
      throw new TemplateException("not all arguments converted during string formatting");
    }
    return text.append(budget.text(format.substring(end))).toString();
  }

  private static Object named(Map<?, ?> map, String name) {
    Object value = map.get(name);
    if (value == null) {
      throw new TemplateException("there is no value '" + name + "' to format");
    }
    return value;
  }

  private static String value(Matcher field, Object value, RenderBudget budget) {
    String flags = field.group(2);
    String type = field.group(5);
    Object shown =
        switch (type) {
          case "r" -> ValuePrinter.repr(value, budget);
          case "s" -> ValuePrinter.str(value, budget);
          case "d", "i", "u" ->
              value instanceof Double d
                  ? JinjaNumbers.whole(new java.math.BigDecimal(d).toBigInteger())
                  : value;
          default -> value;
        };
    String kind = "rs".contains(type) ? "s" : "iu".contains(type) ? "d" : type;
    boolean left = flags.contains("-");
    boolean zero = flags.contains("0") && !left && !kind.equals("s");
    String spec =
        (zero ? "" : left ? "<" : ">")
            + (flags.contains("+") ? "+" : flags.contains(" ") ? " " : "")
            + (zero ? "0" : "")
            + field.group(3)
            + (field.group(4) == null ? "" : "." + field.group(4))
            + kind;
    return FieldFormat.format(shown, spec, budget);
  }
}
