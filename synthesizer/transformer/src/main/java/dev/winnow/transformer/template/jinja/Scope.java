package dev.winnow.transformer.template.jinja;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Variables, and the enclosing scope. */
final class Scope {
  private final @Nullable Scope around;
  private final Map<String, Object> variables = new HashMap<>();

  Scope(@Nullable Scope around) {
    this.around = around;
  }

  Object get(String name) {
    for (Scope scope = this; scope != null; scope = scope.around) {
      Object value = scope.variables.get(name);
      if (value != null) {
        return value;
      }
    }
    return new UndefinedValue("'" + name + "' is undefined");
  }

  void set(String name, Object value) {
    variables.put(name, value);
  }
}
