package dev.winnow.transformer.template.jinja;

import dev.winnow.transformer.template.jinja.Filters.Filter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Filters that produce text. */
final class TextFilters {
  private static final Pattern WORD_START = Pattern.compile("([-\\s({\\[<]+)");
  private static final Pattern WORD = Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS);

  private TextFilters() {}

  static void addTo(Map<String, Filter> filters) {
    text(filters, "upper", text -> text.toUpperCase(Locale.ROOT));
    text(filters, "lower", text -> text.toLowerCase(Locale.ROOT));
    text(filters, "capitalize", PyText::capitalize);
    text(filters, "title", TextFilters::title);
    text(filters, "string", text -> text);
    text(filters, "safe", text -> text);
    text(filters, "escape", TextFilters::escape);
    text(filters, "e", TextFilters::escape);
    text(filters, "forceescape", TextFilters::escape);
    text(filters, "urlencode", TextFilters::encode);
    filters.put(
        "trim", (r, value, a) -> TextMethods.strip(r.budget().text(r.str(value)), a, true, true));
    filters.put("replace", TextFilters::replace);
    filters.put("indent", TextFilters::indent);
    filters.put("tojson", TextFilters::json);
    filters.put("format", TextFilters::format);
    filters.put("truncate", TextFilters::truncate);
    filters.put(
        "center",
        (r, value, a) ->
            FieldFormat.format(r.str(value), "^" + a.integer(0, "width", 80) + "s", r.budget()));
    filters.put("pprint", (r, value, a) -> ValuePrinter.repr(value, r.budget()));
    filters.put("wordcount", (r, value, a) -> WORD.matcher(r.str(value)).results().count());
  }

  private static void text(Map<String, Filter> filters, String name, UnaryOperator<String> change) {
    filters.put(
        name,
        (rendering, value, arguments) ->
            rendering.budget().text(change.apply(rendering.budget().text(rendering.str(value)))));
  }

  private static String title(String text) {
    StringBuilder title = new StringBuilder();
    boolean start = true;
    for (int c : text.codePoints().toArray()) {
      title.appendCodePoint(start ? Character.toUpperCase(c) : Character.toLowerCase(c));
      start = WORD_START.matcher(Character.toString(c)).matches();
    }
    return title.toString();
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace(">", "&gt;")
        .replace("<", "&lt;")
        .replace("'", "&#39;")
        .replace("\"", "&#34;");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
  }

  private static Object replace(Rendering rendering, Object value, Arguments given) {
    return rendering
        .budget()
        .text(
            TextMethods.replace(
                rendering.str(value),
                rendering.str(given.require(0, "old")),
                rendering.str(given.require(1, "new")),
                given.integer(2, "count", -1),
                rendering.budget()));
  }

  private static Object indent(Rendering rendering, Object value, Arguments given) {
    RenderBudget budget = rendering.budget();
    Object width = given.get(0, "width").orElse(4L);
    String indent =
        width instanceof String text
            ? text
            : (String) JinjaArithmetic.binary("*", " ", width, budget);
    boolean blank = given.flag(2, "blank", false);
    List<Object> lines = TextSplit.lines(rendering.str(value) + "\n", false, budget);
    StringBuilder made = new StringBuilder(given.flag(1, "first", false) ? indent : "");
    for (int i = 0; i < lines.size(); i++) {
      String line = (String) lines.get(i);
      budget.allocate((long) indent.length() + line.length());
      made.append(i > 0 ? "\n" : "").append(i > 0 && (blank || !line.isEmpty()) ? indent : "");
      made.append(line);
    }
    return made.toString();
  }

  /** {@code tojson(ensure_ascii, indent, separators, sort_keys)}, as in transformers. */
  private static Object json(Rendering rendering, Object value, Arguments given) {
    Optional<Object> indent = given.given(1, "indent");
    RenderBudget budget = rendering.budget();
    String unit =
        indent
            .map(
                by ->
                    by instanceof String s
                        ? s
                        : (String) JinjaArithmetic.binary("*", " ", by, budget))
            .orElse(null);
    Optional<List<Object>> separators =
        given.given(2, "separators").map(both -> Iteration.items(both, budget));
    String item =
        separators.map(both -> Types.requireText(both.get(0))).orElse(unit == null ? ", " : ",");
    String key = separators.map(both -> Types.requireText(both.get(1))).orElse(": ");
    boolean ascii = given.flag(0, "ensure_ascii", false);
    boolean sorted = given.flag(3, "sort_keys", false);
    return JsonText.of(value, new JsonText.Style(unit, item, key, ascii, sorted), budget);
  }

  private static Object format(Rendering rendering, Object value, Arguments given) {
    Object values =
        given.named().isEmpty()
            ? new Tuple(given.positional())
            : new java.util.LinkedHashMap<Object, Object>(given.named());
    return PercentFormat.format(rendering.str(value), values, rendering.budget());
  }

  private static Object truncate(Rendering rendering, Object value, Arguments given) {
    String text = rendering.budget().text(rendering.str(value));
    int length = given.integer(0, "length", 255);
    String end = given.text(2, "end", "...");
    if (PyText.length(text) <= length + given.integer(3, "leeway", 5)) {
      return text;
    }
    String cut = text.substring(0, PyText.offset(text, Math.max(0, length - end.length())));
    int space = cut.lastIndexOf(' ');
    return (given.flag(1, "killwords", false) || space < 0 ? cut : cut.substring(0, space)) + end;
  }
}
