package dev.winnow.transformer.template.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The arguments of a call. */
record Arguments(List<Object> positional, Map<String, Object> named) {
  static final Arguments NONE = new Arguments(List.of(), Map.of());

  static Arguments of(Object... values) {
    return new Arguments(List.of(values), Map.of());
  }

  /** Returns the argument with this position or name. */
  Optional<Object> get(int position, String name) {
    return position < positional.size()
        ? Optional.of(positional.get(position))
        : Optional.ofNullable(named.get(name));
  }

  Object require(int position, String name) {
    return get(position, name)
        .orElseThrow(() -> new TemplateException("the argument '" + name + "' is missing"));
  }

  /** Returns the argument, unless it is absent or none. */
  Optional<Object> given(int position, String name) {
    return get(position, name).filter(value -> value != None.NONE);
  }

  String text(int position, String name, String otherwise) {
    return given(position, name).map(Types::requireText).orElse(otherwise);
  }

  int integer(int position, String name, int otherwise) {
    return given(position, name).map(Types::requireInt).orElse(otherwise);
  }

  boolean flag(int position, String name, boolean otherwise) {
    return get(position, name).map(Types::isTrue).orElse(otherwise);
  }

  /** Returns the arguments without the first ones. */
  Arguments skip(int count) {
    return new Arguments(
        positional.subList(Math.min(count, positional.size()), positional.size()), named);
  }

  Arguments with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(named);
    more.put(name, value);
    return new Arguments(positional, more);
  }

  Arguments before(Object first) {
    List<Object> all = new ArrayList<>();
    all.add(first);
    all.addAll(positional);
    return new Arguments(all, named);
  }
}
