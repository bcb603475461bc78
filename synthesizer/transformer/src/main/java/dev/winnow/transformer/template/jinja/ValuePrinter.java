package dev.winnow.transformer.template.jinja;

import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Converts values to text with Python's {@code str} and {@code repr}. */
final class ValuePrinter {
  private final RenderBudget budget;
  private final StringBuilder text = new StringBuilder();

  private ValuePrinter(RenderBudget budget) {
    this.budget = budget;
  }

  /** Returns the text that printing the value produces. */
  static String str(Object value, RenderBudget budget) {
    return switch (value) {
      case String s -> s;
      case UndefinedValue ignored -> "";
      default -> repr(value, budget);
    };
  }

  static String repr(Object value, RenderBudget budget) {
    ValuePrinter printer = new ValuePrinter(budget);
    printer.repr(value);
    return printer.text.toString();
  }

  private void repr(Object value) {
    budget.step();
    budget.enter();
    switch (value) {
      case None ignored -> add("None");
      case UndefinedValue ignored -> add("UndefinedValue");
      case Boolean b -> add(b ? "True" : "False");
      case Long l -> add(l.toString());
      case BigInteger b -> add(b.toString());
      case Double d -> add(JinjaNumbers.text(d));
      case String s -> add(quoted(s));
      case List<?> list -> items("[", list, "]");
      case Tuple tuple -> items("(", tuple.items(), tuple.items().size() == 1 ? ",)" : ")");
      case Map<?, ?> map -> dict(map);
      case View view -> items(view.name() + "([", view.items(), "])");
      case Range range -> add(range(range));
      case Namespace namespace -> {
        add("<Namespace ");
        dict(namespace.attributes());
        add(">");
      }
      default -> add("<" + Types.name(value) + ">");
    }
    budget.leave();
  }

  private static String range(Range range) {
    String step = range.step() == 1 ? "" : ", " + range.step();
    return "range(%d, %d%s)".formatted(range.start(), range.stop(), step);
  }

  private void items(String open, Collection<?> items, String close) {
    add(open);
    String between = "";
    for (Object item : items) {
      add(between);
      repr(item);
      between = ", ";
    }
    add(close);
  }

  private void dict(Map<?, ?> map) {
    add("{");
    String between = "";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      add(between);
      repr(entry.getKey());
      add(": ");
      repr(entry.getValue());
      between = ", ";
    }
    add("}");
  }

  private void add(String part) {
    budget.allocate(part.length());
    text.append(part);
  }

  private static String quoted(String s) {
    char quote = s.contains("'") && !s.contains("\"") ? '"' : '\'';
    StringBuilder out = new StringBuilder().append(quote);
    s.codePoints().forEach(c -> escape(out, c, quote));
    return out.append(quote).toString();
  }

  private static void escape(StringBuilder out, int c, char quote) {
    switch (c) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '\\' -> out.append("\\\\");
      default -> {
        if (c == quote) {
          out.append('\\').append(quote);
        } else if (PyText.isPrintable(c)) {
          out.appendCodePoint(c);
        } else {
          out.append((c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x").formatted(c));
        }
      }
    }
  }
}
