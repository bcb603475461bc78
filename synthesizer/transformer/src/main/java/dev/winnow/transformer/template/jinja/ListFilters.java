package dev.winnow.transformer.template.jinja;

import dev.winnow.transformer.template.jinja.Filters.Filter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Filters of lists and dicts. */
final class ListFilters {
  private ListFilters() {}

  static void addTo(Map<String, Filter> filters) {
    filters.put("list", (r, value, a) -> copy(value, r));
    filters.put("first", (r, value, a) -> first(value, r));
    filters.put("last", (r, value, a) -> last(value, r));
    filters.put("join", ListFilters::join);
    filters.put("items", ListFilters::items);
    filters.put("reverse", ListFilters::reverse);
    filters.put("sort", ListFilters::sort);
    filters.put("dictsort", ListFilters::dictsort);
    filters.put("unique", ListFilters::unique);
    filters.put("groupby", ListFilters::groupby);
    filters.put("batch", ListFilters::batch);
    filters.put("slice", ListFilters::slice);
    filters.put("sum", ListFilters::sum);
    filters.put("min", (r, value, a) -> extreme(r, value, a, 1));
    filters.put("max", (r, value, a) -> extreme(r, value, a, -1));
    filters.put(
        "attr", (r, value, a) -> Access.attribute(value, Types.requireText(a.require(0, "name"))));
  }

  static List<Object> copy(Object value, Rendering rendering) {
    List<Object> items = Iteration.items(value, rendering.budget());
    rendering.budget().allocate(items.size() * 16L);
    return new ArrayList<>(items);
  }

  private static Object first(Object value, Rendering rendering) {
    if (value instanceof Generator generator && generator.items().hasNext()) {
      return generator.items().next();
    }
    List<Object> items = Iteration.items(value, rendering.budget());
    return items.isEmpty()
        ? new UndefinedValue("No first item, sequence was empty.")
        : items.getFirst();
  }

  private static Object last(Object value, Rendering rendering) {
    List<Object> items = Iteration.items(value, rendering.budget());
    return items.isEmpty()
        ? new UndefinedValue("No last item, sequence was empty.")
        : items.getLast();
  }

  private static Object join(Rendering rendering, Object value, Arguments given) {
    String separator = given.get(0, "d").map(rendering::str).orElse("");
    Optional<Object> attribute = given.given(1, "attribute");
    StringBuilder text = new StringBuilder();
    String between = "";
    for (Object item : Iteration.items(value, rendering.budget())) {
      Object part =
          attribute.isPresent() ? rendering.path(item, attribute.get(), Optional.empty()) : item;
      text.append(rendering.budget().text(between))
          .append(rendering.budget().text(rendering.str(part)));
      between = separator;
    }
    return text.toString();
  }

  private static Object items(Rendering rendering, Object value, Arguments given) {
    if (value instanceof UndefinedValue) {
      return new Generator(List.of().iterator());
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw new TemplateException("Can only get item pairs from a mapping.");
    }
    return new Generator(DictMethods.items(Types.dict(map), rendering).iterator());
  }

  private static Object reverse(Rendering rendering, Object value, Arguments given) {
    if (value instanceof String text) {
      return new StringBuilder(rendering.budget().text(text)).reverse().toString();
    }
    List<Object> items = copy(value, rendering);
    Collections.reverse(items);
    return new Generator(items.iterator());
  }

  private static Object sort(Rendering rendering, Object value, Arguments given) {
    List<Object> items = copy(value, rendering);
    Comparator<Object> order =
        Comparator.comparing(
            item ->
                key(
                    rendering,
                    item,
                    given.given(2, "attribute"),
                    given.flag(1, "case_sensitive", false)),
            Comparing::compare);
    charge(items, rendering);
    items.sort(given.flag(0, "reverse", false) ? order.reversed() : order);
    return items;
  }

  private static void charge(List<Object> items, Rendering rendering) {
    rendering.budget().scan(items.size() * 400L);
  }

  private static Object key(
      Rendering rendering, Object item, Optional<Object> attribute, boolean cased) {
    Object key =
        attribute.isPresent() ? rendering.path(item, attribute.get(), Optional.empty()) : item;
    return !cased && key instanceof String text ? text.toLowerCase(Locale.ROOT) : key;
  }

  private static Object dictsort(Rendering rendering, Object value, Arguments given) {
    if (value instanceof UndefinedValue undefined) {
      throw undefined.used();
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw new TemplateException(
          "'%s object' has no attribute 'items'".formatted(Types.name(value)));
    }
    List<Object> items = new ArrayList<>(DictMethods.items(Types.dict(map), rendering));
    long position = given.text(1, "by", "key").equals("value") ? 1 : 0;
    Comparator<Object> order =
        Comparator.comparing(
            item ->
                key(rendering, item, Optional.of(position), given.flag(0, "case_sensitive", false)),
            Comparing::compare);
    charge(items, rendering);
    items.sort(given.flag(2, "reverse", false) ? order.reversed() : order);
    return items;
  }

  private static Object unique(Rendering rendering, Object value, Arguments given) {
    Map<Object, Object> seen = new LinkedHashMap<>();
    for (Object item : Iteration.items(value, rendering.budget())) {
      Object key =
          key(rendering, item, given.given(1, "attribute"), given.flag(0, "case_sensitive", false));
      seen.putIfAbsent(Iteration.key(key), item);
    }
    rendering.budget().allocate(seen.size() * 32L);
    return new Generator(new ArrayList<>(seen.values()).iterator());
  }

  private static Object groupby(Rendering rendering, Object value, Arguments given) {
    Object attribute = given.require(0, "attribute");
    Arguments order = Arguments.of(false, given.flag(2, "case_sensitive", false), attribute);
    Map<Object, List<Object>> groups = new LinkedHashMap<>();
    for (Object item : Types.list((List<?>) sort(rendering, value, order))) {
      Object key = rendering.path(item, attribute, given.get(1, "default"));
      groups.computeIfAbsent(Iteration.key(key), k -> new ArrayList<>()).add(item);
    }
    List<Object> pairs = new ArrayList<>();
    groups.forEach((key, items) -> pairs.add(new Tuple(List.of(key, items))));
    return pairs;
  }

  private static Object batch(Rendering rendering, Object value, Arguments given) {
    int size = Math.max(1, given.integer(0, "linecount", 1));
    List<Object> items = copy(value, rendering);
    List<Object> batches = new ArrayList<>();
    for (int i = 0; i < items.size(); i += size) {
      List<Object> batch = new ArrayList<>(items.subList(i, Math.min(items.size(), i + size)));
      Optional<Object> fill = given.given(1, "fill_with");
      rendering.budget().allocate(fill.isPresent() ? size * 16L : 16);
      while (fill.isPresent() && batch.size() < size) {
        batch.add(fill.get());
      }
      batches.add(batch);
    }
    return new Generator(batches.iterator());
  }

  private static Object slice(Rendering rendering, Object value, Arguments given) {
    int slices = Math.clamp(given.integer(0, "slices", 1), 1, 10_000);
    List<Object> items = copy(value, rendering);
    List<Object> parts = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < slices; i++) {
      int size = items.size() / slices + (i < items.size() % slices ? 1 : 0);
      List<Object> part = new ArrayList<>(items.subList(from, from + size));
      boolean shorter = items.size() % slices != 0 && i >= items.size() % slices;
      given.given(1, "fill_with").filter(fill -> shorter).ifPresent(part::add);
      parts.add(part);
      from += size;
    }
    return new Generator(parts.iterator());
  }

  private static Object sum(Rendering rendering, Object value, Arguments given) {
    Object sum = given.get(1, "start").orElse(0L);
    for (Object item : Iteration.items(value, rendering.budget())) {
      Object part = key(rendering, item, given.given(0, "attribute"), true);
      sum = JinjaArithmetic.binary("+", sum, part, rendering.budget());
    }
    return sum;
  }

  private static Object extreme(Rendering rendering, Object value, Arguments given, int sign) {
    List<Object> items = Iteration.items(value, rendering.budget());
    Comparator<Object> order =
        Comparator.comparing(
            item ->
                key(
                    rendering,
                    item,
                    given.given(1, "attribute"),
                    given.flag(0, "case_sensitive", false)),
            (a, b) -> sign * Comparing.compare(a, b));
    return items.stream()
        .min(order)
        .orElseGet(() -> new UndefinedValue("No aggregated item, sequence was empty."));
  }
}
