package dev.winnow.transformer.template.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Evaluates attributes, items and slices. */
final class Access {
  private Access() {}

  /** {@code target.name}: an attribute or method, then an item. */
  static Object attribute(Object target, String name) {
    if (target instanceof UndefinedValue undefined) {
      throw undefined.used();
    }
    return own(target, name).or(() -> item(target, name)).orElseGet(() -> missing(target, name));
  }

  /** {@code target[key]}: an item, then an attribute or method. */
  static Object subscript(Object target, Object key) {
    if (target instanceof UndefinedValue undefined) {
      throw undefined.used();
    }
    return item(target, key)
        .or(() -> key instanceof String name ? own(target, name) : Optional.empty())
        .orElseGet(() -> missing(target, key));
  }

  private static UndefinedValue missing(Object target, Object key) {
    return new UndefinedValue(
        "'%s object' has no attribute '%s'"
            .formatted(Types.name(target), key instanceof String s ? s : Types.name(key)));
  }

  private static Optional<Object> own(Object target, String name) {
    return switch (target) {
      case Namespace namespace -> Optional.ofNullable(namespace.attributes().get(name));
      case LoopState loop -> loop.attribute(name);
      case Macro macro -> macro.attribute(name);
      case String text -> TextMethods.find(text, name);
      case Map<?, ?> map -> DictMethods.find(Types.dict(map), name);
      case List<?> list -> ListMethods.find(Types.list(list), name);
      case Tuple tuple -> ListMethods.find(tuple.items(), name);
      default -> Optional.empty();
    };
  }

  static Optional<Object> item(Object target, Object key) {
    if (target instanceof Map<?, ?> map) {
      boolean hashable = !(key instanceof List || key instanceof Map);
      return hashable ? Optional.ofNullable(map.get(Iteration.key(key))) : Optional.empty();
    }
    if (target instanceof Namespace namespace && key instanceof String name) {
      return Optional.ofNullable(namespace.attributes().get(name));
    }
    if (!(key instanceof Long || key instanceof Boolean)) {
      return Optional.empty();
    }
    return switch (target) {
      case List<?> list -> at(Types.list(list), key);
      case Tuple tuple -> at(tuple.items(), key);
      case Range range -> {
        int index = index(key, range.count());
        yield index < 0 ? Optional.empty() : Optional.of(range.get(index));
      }
      case String text -> {
        int index = index(key, PyText.length(text));
        yield index < 0
            ? Optional.empty()
            : Optional.of(Character.toString(text.codePointAt(PyText.offset(text, index))));
      }
      default -> Optional.empty();
    };
  }

  private static Optional<Object> at(List<Object> list, Object key) {
    int index = index(key, list.size());
    return index < 0 ? Optional.empty() : Optional.of(list.get(index));
  }

  private static int index(Object key, int size) {
    long wanted = Types.requireInt(key);
    long index = wanted < 0 ? wanted + size : wanted;
    return index >= 0 && index < size ? (int) index : -1;
  }

  static Object slice(
      Object target,
      @Nullable Object start,
      @Nullable Object stop,
      @Nullable Object step,
      RenderBudget budget) {
    if (target instanceof UndefinedValue undefined) {
      throw undefined.used();
    }
    if (!(target instanceof String
        || target instanceof List<?>
        || target instanceof Tuple
        || target instanceof Range)) {
      return new UndefinedValue("'%s object' cannot be sliced".formatted(Types.name(target)));
    }
    int by = step == null ? 1 : Types.requireInt(step);
    if (by == 0) {
      throw new TemplateException("slice step cannot be zero");
    }
    int size = (int) Types.length(target);
    int from = bound(start, size, by, by > 0 ? 0 : size - 1);
    int to = bound(stop, size, by, by > 0 ? size : -1);
    if (target instanceof String text) {
      return text(text, from, to, by, budget);
    }
    List<Object> all = Iteration.items(target, budget);
    List<Object> part = new ArrayList<>();
    for (long i = from; by > 0 ? i < to : i > to; i += by) {
      part.add(all.get((int) i));
    }
    budget.allocate(part.size() * 16L);
    return target instanceof Tuple ? new Tuple(part) : part;
  }

  private static int bound(@Nullable Object value, int size, int step, int otherwise) {
    if (value == null || value == None.NONE) {
      return otherwise;
    }
    long wanted = Types.requireInt(value);
    long index = wanted < 0 ? wanted + size : wanted;
    return (int) (step > 0 ? Math.clamp(index, 0, size) : Math.clamp(index, -1, size - 1L));
  }

  private static String text(String text, int from, int to, int step, RenderBudget budget) {
    budget.allocate(text.length());
    if (step == 1) {
      return from >= to ? "" : text.substring(PyText.offset(text, from), PyText.offset(text, to));
    }
    int[] all = text.codePoints().toArray();
    StringBuilder part = new StringBuilder();
    for (long i = from; step > 0 ? i < to : i > to; i += step) {
      part.appendCodePoint(all[(int) i]);
    }
    return part.toString();
  }
}
