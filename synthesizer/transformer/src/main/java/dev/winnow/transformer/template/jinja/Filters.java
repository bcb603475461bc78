package dev.winnow.transformer.template.jinja;

import java.util.HashMap;
import java.util.Map;

/** Jinja2's filters by name. */
final class Filters {
  /** A filter of a value. */
  @FunctionalInterface
  interface Filter {
    Object apply(Rendering rendering, Object value, Arguments arguments);
  }

  private static final Map<String, Filter> FILTERS = filters();

  private Filters() {}

  static boolean isKnown(String name) {
    return FILTERS.containsKey(name);
  }

  static Filter find(String name) {
    Filter filter = FILTERS.get(name);
    if (filter == null) {
      throw new TemplateException("there is no filter '" + name + "'");
    }
    return filter;
  }

  private static Map<String, Filter> filters() {
    Map<String, Filter> filters = new HashMap<>();
    TextFilters.addTo(filters);
    NumberFilters.addTo(filters);
    ListFilters.addTo(filters);
    ChoiceFilters.addTo(filters);
    return Map.copyOf(filters);
  }
}
