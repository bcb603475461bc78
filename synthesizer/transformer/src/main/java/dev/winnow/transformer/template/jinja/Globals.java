package dev.winnow.transformer.template.jinja;

import java.util.LinkedHashMap;
import java.util.Map;

/** The functions that every template can call. */
final class Globals {
  private static final int MAX_RANGE = 100_000;

  private Globals() {}

  static Scope scope() {
    Scope scope = new Scope(null);
    scope.set("range", (Callable) (rendering, given) -> range(given));
    scope.set("namespace", (Callable) Globals::namespace);
    scope.set("dict", (Callable) (rendering, given) -> dict(rendering, given));
    scope.set("joiner", (Callable) (rendering, given) -> joiner(given.text(0, "sep", ", ")));
    scope.set("raise_exception", (Callable) Globals::refuse);
    scope.set(
        "strftime_now",
        (Callable)
            (rendering, given) ->
                Strftime.format(Types.requireText(given.require(0, "format")), rendering.now()));
    return scope;
  }

  private static Object refuse(Rendering rendering, Arguments arguments) {
    throw new TemplateRefusal(rendering.str(arguments.require(0, "message")));
  }

  private static Object range(Arguments given) {
    int count = given.positional().size();
    long start = count < 2 ? 0 : given.integer(0, "start", 0);
    long stop = Types.requireInt(given.require(count < 2 ? 0 : 1, "stop"));
    long step = given.integer(2, "step", 1);
    if (step == 0) {
      throw new TemplateException("range() arg 3 must not be zero");
    }
    long size = Math.max(0, Math.ceilDiv(stop - start, step));
    if (size > MAX_RANGE) {
      throw new TemplateException("Range too big. The limit is %d.".formatted(MAX_RANGE));
    }
    return new Range(start, stop, step, (int) size);
  }

  private static Map<Object, Object> dict(Rendering rendering, Arguments given) {
    Map<Object, Object> dict = new LinkedHashMap<>();
    given
        .get(0, "")
        .ifPresent(
            first -> {
              if (first instanceof Map<?, ?> map) {
                dict.putAll(map);
              } else {
                for (Object pair : Iteration.items(first, rendering.budget())) {
                  var items = Iteration.items(pair, rendering.budget());
                  dict.put(Iteration.key(items.get(0)), items.get(1));
                }
              }
            });
    dict.putAll(given.named());
    rendering.budget().allocate(dict.size() * 32L);
    return dict;
  }

  private static Object namespace(Rendering rendering, Arguments given) {
    Namespace namespace = new Namespace();
    dict(rendering, given)
        .forEach((name, value) -> namespace.attributes().put(Types.requireText(name), value));
    return namespace;
  }

  private static Callable joiner(String separator) {
    boolean[] used = new boolean[1];
    return (rendering, given) -> {
      boolean first = !used[0];
      used[0] = true;
      return first ? "" : separator;
    };
  }
}
