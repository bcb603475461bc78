package dev.winnow.transformer.template.jinja;

import dev.winnow.transformer.template.jinja.Statement.MacroDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A macro with the scope of its definition. */
final class Macro implements Callable {
  private final MacroDefinition definition;
  private final Scope around;
  private final Renderer renderer;

  Macro(MacroDefinition definition, Scope around, Renderer renderer) {
    this.definition = definition;
    this.around = around;
    this.renderer = renderer;
  }

  Optional<Object> attribute(String name) {
    return name.equals("name") ? Optional.of(definition.name()) : Optional.empty();
  }

  @Override
  public Object call(Rendering rendering, Arguments arguments) {
    rendering.budget().enter();
    Scope scope = new Scope(around);
    List<Object> positional = arguments.positional();
    Map<String, Object> named = new LinkedHashMap<>(arguments.named());
    int count = definition.parameters().size();
    for (int i = 0; i < count; i++) {
      String name = definition.parameters().get(i);
      Object byName = named.remove(name);
      if (i < positional.size() && byName != null) {
        throw new TemplateException(
            "macro '%s' got two values for '%s'".formatted(definition.name(), name));
      }
      Object value = i < positional.size() ? positional.get(i) : byName;
      scope.set(name, value != null ? value : absent(i, name, scope));
    }
    Object caller = named.remove("caller");
    if (caller != null) {
      scope.set("caller", caller);
    }
    List<Object> more =
        positional.size() > count ? positional.subList(count, positional.size()) : List.of();
    scope.set("varargs", new Tuple(new ArrayList<>(more)));
    scope.set("kwargs", new LinkedHashMap<Object, Object>(named));
    String text = renderer.capture(definition.body(), scope);
    rendering.budget().leave();
    return text;
  }

  private Object absent(int parameter, String name, Scope scope) {
    int first = definition.parameters().size() - definition.defaults().size();
    return parameter < first
        ? new UndefinedValue("parameter '" + name + "' was not provided")
        : renderer.evaluator().value(definition.defaults().get(parameter - first), scope);
  }
}
