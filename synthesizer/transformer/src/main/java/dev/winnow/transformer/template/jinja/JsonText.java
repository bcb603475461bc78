package dev.winnow.transformer.template.jinja;

import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Python's {@code json.dumps}. */
final class JsonText {
  /**
   * Formatting options.
   *
   * @param indent indentation of each level; null for one line
   */
  record Style(
      @org.jspecify.annotations.Nullable String indent,
      String item,
      String key,
      boolean ascii,
      boolean sorted) {}

  private final RenderBudget budget;
  private final Style style;
  private final StringBuilder text = new StringBuilder();

  private JsonText(Style style, RenderBudget budget) {
    this.style = style;
    this.budget = budget;
  }

  static String of(Object value, Style style, RenderBudget budget) {
    JsonText json = new JsonText(style, budget);
    json.write(value, 0);
    return json.text.toString();
  }

  private void write(Object value, int level) {
    budget.step();
    budget.enter();
    switch (value) {
      case None ignored -> add("null");
      case Boolean b -> add(b ? "true" : "false");
      case Long l -> add(l.toString());
      case BigInteger b -> add(b.toString());
      case Double d -> add(number(d));
      case String s -> add(quoted(s));
      case List<?> list -> array(list, level);
      case Tuple tuple -> array(tuple.items(), level);
      case Map<?, ?> map -> object(map, level);
      default ->
          throw new TemplateException(
              "Object of type %s is not JSON serializable".formatted(Types.name(value)));
    }
    budget.leave();
  }

  private void array(Collection<?> items, int level) {
    if (items.isEmpty()) {
      add("[]");
      return;
    }
    add("[");
    String between = "";
    for (Object item : items) {
      add(between);
      newline(level + 1);
      write(item, level + 1);
      between = style.item();
    }
    newline(level);
    add("]");
  }

  private void object(Map<?, ?> map, int level) {
    if (map.isEmpty()) {
      add("{}");
      return;
    }
    add("{");
    String between = "";
    for (Object key : keys(map)) {
      add(between);
      newline(level + 1);
      add(quoted(key(key)));
      add(style.key());
      write(java.util.Objects.requireNonNull(map.get(key)), level + 1);
      between = style.item();
    }
    newline(level);
    add("}");
  }

  private Collection<?> keys(Map<?, ?> map) {
    return style.sorted()
        ? map.keySet().stream().sorted((a, b) -> Comparing.compare(a, b)).toList()
        : map.keySet();
  }

  private static String key(Object key) {
    return switch (key) {
      case String s -> s;
      case None ignored -> "null";
      case Boolean b -> b.toString();
      case Double d -> number(d);
      case Long l -> l.toString();
      case BigInteger b -> b.toString();
      default ->
          throw new TemplateException("a key of type %s is not JSON".formatted(Types.name(key)));
    };
  }

  private static String number(double d) {
    return Double.isNaN(d)
        ? "NaN"
        : Double.isInfinite(d) ? d > 0 ? "Infinity" : "-Infinity" : JinjaNumbers.text(d);
  }

  private void newline(int level) {
    String indent = style.indent();
    if (indent != null) {
      budget.allocate((long) indent.length() * level + 1);
      text.append('\n').append(indent.repeat(level));
    }
  }

  private String quoted(String s) {
    StringBuilder out = new StringBuilder().append('"');
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c < 0x20 || (style.ascii() && c > 0x7e)) {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }

  private void add(String part) {
    budget.allocate(part.length());
    text.append(part);
  }
}
