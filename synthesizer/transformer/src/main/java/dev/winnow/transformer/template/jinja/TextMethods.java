package dev.winnow.transformer.template.jinja;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

/** A string's methods. */
final class TextMethods {
  @FunctionalInterface
  private interface Method {
    Object call(Rendering rendering, String text, Arguments arguments);
  }

  private static final Map<String, Method> METHODS = methods();

  private TextMethods() {}

  static Optional<Object> find(String text, String name) {
    Method method = METHODS.get(name);
    return method == null
        ? Optional.empty()
        : Optional.of(
            (Callable)
                (rendering, arguments) -> {
                  rendering.budget().scan(text.length());
                  Object value = method.call(rendering, text, arguments);
                  rendering.budget().allocate(value instanceof String made ? made.length() : 0);
                  return value;
                });
  }

  private static Map<String, Method> methods() {
    Map<String, Method> methods = new HashMap<>();
    plain(methods, "upper", text -> text.toUpperCase(Locale.ROOT));
    plain(methods, "lower", text -> text.toLowerCase(Locale.ROOT));
    plain(methods, "casefold", text -> text.toLowerCase(Locale.ROOT));
    plain(methods, "title", PyText::title);
    plain(methods, "capitalize", PyText::capitalize);
    methods.put("strip", (r, text, a) -> strip(text, a, true, true));
    methods.put("lstrip", (r, text, a) -> strip(text, a, true, false));
    methods.put("rstrip", (r, text, a) -> strip(text, a, false, true));
    methods.put("startswith", (r, text, a) -> affix(text, a, true));
    methods.put("endswith", (r, text, a) -> affix(text, a, false));
    methods.put(
        "removeprefix",
        (r, text, a) -> text.startsWith(first(a)) ? text.substring(first(a).length()) : text);
    methods.put(
        "removesuffix",
        (r, text, a) ->
            text.endsWith(first(a)) ? text.substring(0, text.length() - first(a).length()) : text);
    methods.put("split", (r, text, a) -> TextSplit.split(text, a, r.budget()));
    methods.put("rsplit", (r, text, a) -> TextSplit.rsplit(text, a, r.budget()));
    methods.put(
        "splitlines",
        (r, text, a) -> TextSplit.lines(text, a.flag(0, "keepends", false), r.budget()));
    methods.put(
        "partition",
        (r, text, a) -> TextSplit.partition(text, first(a), text.indexOf(first(a)), false));
    methods.put(
        "rpartition",
        (r, text, a) -> TextSplit.partition(text, first(a), text.lastIndexOf(first(a)), true));
    methods.put(
        "replace",
        (r, text, a) ->
            replace(
                text,
                first(a),
                Types.requireText(a.require(1, "new")),
                a.integer(2, "count", -1),
                r.budget()));
    methods.put(
        "join",
        (r, text, a) ->
            join(text, Iteration.items(a.require(0, "iterable"), r.budget()), r.budget()));
    methods.put("format", (r, text, a) -> BraceFormat.format(text, a, r));
    methods.put("find", (r, text, a) -> position(text, text.indexOf(first(a), start(text, a))));
    methods.put("rfind", (r, text, a) -> position(text, text.lastIndexOf(first(a))));
    methods.put(
        "index", (r, text, a) -> found(position(text, text.indexOf(first(a), start(text, a)))));
    methods.put("rindex", (r, text, a) -> found(position(text, text.lastIndexOf(first(a)))));
    methods.put("count", (r, text, a) -> count(text, first(a)));
    methods.put("ljust", (r, text, a) -> pad(text, a, "<"));
    methods.put("rjust", (r, text, a) -> pad(text, a, ">"));
    methods.put("center", (r, text, a) -> pad(text, a, "^"));
    methods.put(
        "zfill",
        (r, text, a) ->
            FieldFormat.format(text, "0=" + a.integer(0, "width", 0) + "s", r.budget()));
    methods.put(
        "isupper",
        (r, text, a) ->
            text.equals(text.toUpperCase(Locale.ROOT))
                && text.codePoints().anyMatch(Character::isUpperCase));
    methods.put(
        "islower",
        (r, text, a) ->
            text.equals(text.toLowerCase(Locale.ROOT))
                && text.codePoints().anyMatch(Character::isLowerCase));
    all(methods, "isdigit", Character::isDigit);
    all(methods, "isdecimal", Character::isDigit);
    all(methods, "isnumeric", Character::isDigit);
    all(methods, "isalpha", Character::isLetter);
    all(methods, "isalnum", Character::isLetterOrDigit);
    all(methods, "isspace", PyText::isSpace);
    return Map.copyOf(methods);
  }

  private static void plain(
      Map<String, Method> methods, String name, UnaryOperator<String> change) {
    methods.put(name, (rendering, text, arguments) -> change.apply(text));
  }

  private static void all(Map<String, Method> methods, String name, IntPredicate each) {
    methods.put(name, (r, text, a) -> !text.isEmpty() && text.codePoints().allMatch(each));
  }

  private static String first(Arguments arguments) {
    return Types.requireText(arguments.require(0, "value"));
  }

  private static int start(String text, Arguments arguments) {
    int start = arguments.integer(1, "start", 0);
    return PyText.offset(text, start < 0 ? Math.max(0, PyText.length(text) + start) : start);
  }

  static String strip(String text, Arguments arguments, boolean left, boolean right) {
    Optional<Object> set = arguments.given(0, "chars");
    if (set.isPresent()) {
      return PyText.strip(text, Types.requireText(set.get()), left, right);
    }
    String half = left ? PyText.lstrip(text) : text;
    return right ? PyText.rstrip(half) : half;
  }

  private static boolean affix(String text, Arguments arguments, boolean start) {
    Object wanted = arguments.require(0, "prefix");
    String from = text.substring(start(text, arguments));
    List<Object> all = wanted instanceof Tuple tuple ? tuple.items() : List.of(wanted);
    return all.stream()
        .map(Types::requireText)
        .anyMatch(affix -> start ? from.startsWith(affix) : from.endsWith(affix));
  }

  private static long position(String text, int index) {
    return index < 0 ? -1 : text.codePointCount(0, index);
  }

  private static long found(long position) {
    if (position < 0) {
      throw new TemplateException("substring not found");
    }
    return position;
  }

  private static long count(String text, String part) {
    if (part.isEmpty()) {
      return PyText.length(text) + 1L;
    }
    long count = 0;
    for (int i = text.indexOf(part); i >= 0; i = text.indexOf(part, i + part.length())) {
      count++;
    }
    return count;
  }

  private static String pad(String text, Arguments arguments, String align) {
    String fill = arguments.text(1, "fillchar", " ");
    String spec = fill + align + Math.max(0, arguments.integer(0, "width", 0)) + "s";
    return FieldFormat.format(text, spec, new RenderBudget());
  }

  /** Replaces every {@code part}, or the first {@code most} ones. */
  static String replace(String text, String part, String by, int most, RenderBudget budget) {
    long count = most < 0 ? Long.MAX_VALUE : most;
    StringBuilder made = new StringBuilder();
    int from = 0;
    if (part.isEmpty()) {
      List<Object> characters = PyText.characters(text);
      budget.allocate((long) by.length() * (Math.min(count, characters.size() + 1L)));
      for (Object c : characters) {
        made.append(count-- > 0 ? by : "").append(c);
      }
      return made.append(count > 0 ? by : "").toString();
    }
    for (int at = text.indexOf(part); at >= 0 && count-- > 0; at = text.indexOf(part, from)) {
      budget.allocate(by.length());
      made.append(text, from, at).append(by);
      from = at + part.length();
    }
    return made.append(text, from, text.length()).toString();
  }

  private static String join(String separator, List<Object> items, RenderBudget budget) {
    List<String> parts = new ArrayList<>();
    for (Object item : items) {
      String part = Types.requireText(item);
      budget.allocate((long) part.length() + separator.length());
      parts.add(part);
    }
    return String.join(separator, parts);
  }
}
