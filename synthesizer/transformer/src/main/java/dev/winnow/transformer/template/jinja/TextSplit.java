package dev.winnow.transformer.template.jinja;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Splits strings. */
final class TextSplit {
  private static final int ITEM = 16;

  private TextSplit() {}

  static List<Object> split(String text, Arguments arguments, RenderBudget budget) {
    Optional<Object> separator = arguments.given(0, "sep");
    int most = arguments.integer(1, "maxsplit", -1);
    return separator.isPresent()
        ? by(text, Types.requireText(separator.get()), most, budget)
        : words(text, most, budget);
  }

  static List<Object> rsplit(String text, Arguments arguments, RenderBudget budget) {
    Optional<Object> separator = arguments.given(0, "sep");
    int most = arguments.integer(1, "maxsplit", -1);
    if (most < 0) {
      return split(text, arguments, budget);
    }
    List<Object> parts = new ArrayList<>();
    Arguments flipped =
        Arguments.of(
            separator.isPresent() ? reverse(Types.requireText(separator.get())) : None.NONE,
            (long) most);
    for (Object part : split(reverse(text), flipped, budget)) {
      parts.add(reverse((String) part));
    }
    Collections.reverse(parts);
    return parts;
  }

  private static String reverse(String text) {
    return new StringBuilder(text).reverse().toString();
  }

  private static List<Object> by(String text, String separator, int most, RenderBudget budget) {
    if (separator.isEmpty()) {
      throw new TemplateException("empty separator");
    }
    List<Object> parts = new ArrayList<>();
    int from = 0;
    int at = text.indexOf(separator);
    while (at >= 0 && (most < 0 || parts.size() < most)) {
      add(parts, text.substring(from, at), budget);
      from = at + separator.length();
      at = text.indexOf(separator, from);
    }
    add(parts, text.substring(from), budget);
    return parts;
  }

  private static List<Object> words(String text, int most, RenderBudget budget) {
    List<Object> parts = new ArrayList<>();
    String rest = PyText.lstrip(text);
    int from = text.length() - rest.length();
    while (from < text.length()) {
      int end = from;
      boolean last = most >= 0 && parts.size() >= most;
      while (end < text.length() && (last || !PyText.isSpace(text.charAt(end)))) {
        end++;
      }
      String part = text.substring(from, end);
      add(parts, last ? PyText.rstrip(part) : part, budget);
      from = end;
      while (from < text.length() && PyText.isSpace(text.charAt(from))) {
        from++;
      }
    }
    return parts;
  }

  static List<Object> lines(String text, boolean keepEnds, RenderBudget budget) {
    List<Object> lines = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isLineEnd(c)) {
        int after = c == '\r' && text.startsWith("\n", i + 1) ? i + 2 : i + 1;
        add(lines, text.substring(from, keepEnds ? after : i), budget);
        from = after;
        i = after - 1;
      }
    }
    if (from < text.length()) {
      add(lines, text.substring(from), budget);
    }
    return lines;
  }

  private static boolean isLineEnd(char c) {
    return (c >= '\n' && c <= '\r')
        || (c >= 0x1c && c <= 0x1e)
        || c == 0x85
        || c == 0x2028
        || c == 0x2029;
  }

  static Tuple partition(String text, String separator, int at, boolean last) {
    if (separator.isEmpty()) {
      throw new TemplateException("empty separator");
    }
    if (at < 0) {
      return new Tuple(last ? List.of("", "", text) : List.of(text, "", ""));
    }
    return new Tuple(
        List.of(text.substring(0, at), separator, text.substring(at + separator.length())));
  }

  private static void add(List<Object> parts, String part, RenderBudget budget) {
    budget.allocate((long) part.length() + ITEM);
    parts.add(part);
  }
}
