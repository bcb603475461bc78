package dev.winnow.transformer.template.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A list's methods. Methods that modify it are rejected, as in Hugging Face's sandbox. */
final class ListMethods {
  private static final Set<String> CHANGING =
      Set.of("append", "clear", "extend", "insert", "pop", "remove", "reverse", "sort");

  private ListMethods() {}

  static Optional<Object> find(List<Object> list, String name) {
    if (CHANGING.contains(name)) {
      return Optional.of(DictMethods.unsafe("list", name));
    }
    Callable method =
        switch (name) {
          case "index" ->
              (rendering, given) -> {
                for (int i = 0; i < list.size(); i++) {
                  if (Comparing.equal(list.get(i), given.require(0, "value"), rendering.budget())) {
                    return (long) i;
                  }
                }
                throw new TemplateException("the value is not in the list");
              };
          case "count" ->
              (rendering, given) ->
                  list.stream()
                      .filter(
                          item ->
                              Comparing.equal(item, given.require(0, "value"), rendering.budget()))
                      .count();
          case "copy" ->
              (rendering, given) -> {
                rendering.budget().allocate(list.size() * 16L);
                return new ArrayList<>(list);
              };
          default -> null;
        };
    return Optional.ofNullable(method);
  }
}
