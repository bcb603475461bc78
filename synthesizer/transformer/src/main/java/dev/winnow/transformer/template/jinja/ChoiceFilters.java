package dev.winnow.transformer.template.jinja;

import dev.winnow.transformer.template.jinja.Filters.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Filters that select: a default value, and the matching items of a list. */
final class ChoiceFilters {
  private ChoiceFilters() {}

  static void addTo(Map<String, Filter> filters) {
    filters.put("default", ChoiceFilters::otherwise);
    filters.put("d", ChoiceFilters::otherwise);
    filters.put("map", ChoiceFilters::map);
    filters.put("select", (r, value, a) -> choose(r, value, a, false, true));
    filters.put("reject", (r, value, a) -> choose(r, value, a, false, false));
    filters.put("selectattr", (r, value, a) -> choose(r, value, a, true, true));
    filters.put("rejectattr", (r, value, a) -> choose(r, value, a, true, false));
  }

  private static Object otherwise(Rendering rendering, Object value, Arguments given) {
    boolean absent =
        value instanceof UndefinedValue
            || (given.flag(1, "boolean", false) && !Types.isTrue(value));
    return absent ? given.get(0, "default_value").orElse("") : value;
  }

  private static Object map(Rendering rendering, Object value, Arguments given) {
    Optional<Object> attribute = Optional.ofNullable(given.named().get("attribute"));
    Optional<Object> absent = Optional.ofNullable(given.named().get("default"));
    List<Object> mapped = new ArrayList<>();
    for (Object item : Iteration.items(value, rendering.budget())) {
      rendering.budget().allocate(16);
      mapped.add(
          attribute.isPresent()
              ? rendering.path(item, attribute.get(), absent)
              : rendering.filter(
                  Types.requireText(given.require(0, "filter")), item, given.skip(1)));
    }
    return new Generator(mapped.iterator());
  }

  private static Object choose(
      Rendering rendering, Object value, Arguments given, boolean byAttribute, boolean wanted) {
    Optional<Object> attribute =
        byAttribute ? Optional.of(given.require(0, "attribute")) : Optional.empty();
    Arguments test = given.skip(byAttribute ? 1 : 0);
    List<Object> chosen = new ArrayList<>();
    for (Object item : Iteration.items(value, rendering.budget())) {
      Object tested =
          attribute.isPresent() ? rendering.path(item, attribute.get(), Optional.empty()) : item;
      if (holds(rendering, tested, test) == wanted) {
        rendering.budget().allocate(16);
        chosen.add(item);
      }
    }
    return new Generator(chosen.iterator());
  }

  private static boolean holds(Rendering rendering, Object value, Arguments test) {
    if (test.positional().isEmpty()) {
      rendering.budget().step();
      return Types.isTrue(value);
    }
    return rendering.test(Types.requireText(test.positional().getFirst()), value, test.skip(1));
  }
}
