package dev.winnow.transformer.template.jinja;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A dict's methods. Methods that modify it are rejected, as in Hugging Face's sandbox. */
final class DictMethods {
  private static final Set<String> CHANGING =
      Set.of("clear", "pop", "popitem", "setdefault", "update");

  private DictMethods() {}

  static Optional<Object> find(Map<Object, Object> map, String name) {
    if (CHANGING.contains(name)) {
      return Optional.of(unsafe("dict", name));
    }
    Callable method =
        switch (name) {
          case "items" -> (rendering, given) -> new View("dict_items", items(map, rendering));
          case "keys" -> (rendering, given) -> new View("dict_keys", map.keySet());
          case "values" -> (rendering, given) -> new View("dict_values", map.values());
          case "copy" ->
              (rendering, given) -> {
                rendering.budget().allocate(map.size() * 32L);
                return new java.util.LinkedHashMap<>(map);
              };
          case "get" ->
              (rendering, given) -> {
                Object value = map.get(Iteration.key(given.require(0, "key")));
                return value != null ? value : given.get(1, "default").orElse(None.NONE);
              };
          default -> null;
        };
    return Optional.ofNullable(method);
  }

  static List<Object> items(Map<Object, Object> map, Rendering rendering) {
    rendering.budget().allocate(map.size() * 32L);
    return map.entrySet().stream()
        .map(entry -> (Object) new Tuple(List.of(entry.getKey(), entry.getValue())))
        .toList();
  }

  static UndefinedValue unsafe(String type, String name) {
    return new UndefinedValue(
        "access to attribute '%s' of '%s' object is unsafe.".formatted(name, type));
  }
}
