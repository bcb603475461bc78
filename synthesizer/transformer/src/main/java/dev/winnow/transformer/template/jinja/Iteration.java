package dev.winnow.transformer.template.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Python's iteration and membership. */
final class Iteration {
  private static final int ITEM = 16;

  private Iteration() {}

  /** Returns the items of a value, in order; consumes a generator. */
  static List<Object> items(Object value, RenderBudget budget) {
    return switch (value) {
      case List<?> list -> counted(Types.list(list), budget);
      case Tuple tuple -> counted(tuple.items(), budget);
      case UndefinedValue ignored -> List.of();
      case String s -> {
        budget.allocate((long) s.length() * ITEM);
        yield PyText.characters(s);
      }
      case Map<?, ?> map -> copy(map.keySet(), budget);
      case View view -> copy(view.items(), budget);
      case Range range -> range(range, budget);
      case Generator generator -> {
        List<Object> items = new ArrayList<>();
        generator.items().forEachRemaining(items::add);
        yield counted(items, budget);
      }
      default ->
          throw new TemplateException("'%s' object is not iterable".formatted(Types.name(value)));
    };
  }

  static boolean isIterable(Object value) {
    return switch (value) {
      case List<?> ignored -> true;
      case Map<?, ?> ignored -> true;
      case Tuple ignored -> true;
      case String ignored -> true;
      case View ignored -> true;
      case Range ignored -> true;
      case Generator ignored -> true;
      case UndefinedValue ignored -> true;
      default -> false;
    };
  }

  static boolean contains(Object container, Object item, RenderBudget budget) {
    if (container instanceof String text) {
      if (!(item instanceof String part)) {
        throw new TemplateException(
            "'in <string>' requires string as left operand, not " + Types.name(item));
      }
      budget.scan(text.length());
      return text.contains(part);
    }
    if (container instanceof Map<?, ?> map) {
      return map.containsKey(key(item));
    }
    for (Object candidate : items(container, budget)) {
      if (Comparing.equal(candidate, item, budget)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the value as a dict's key: equal numbers are one key. */
  static Object key(Object value) {
    return switch (value) {
      case Double d -> d == Math.rint(d) && Math.abs(d) < 1e15 ? (Object) d.longValue() : d;
      case List<?> ignored -> throw new TemplateException("unhashable type: 'list'");
      case Map<?, ?> ignored -> throw new TemplateException("unhashable type: 'dict'");
      default -> value;
    };
  }

  private static List<Object> counted(List<Object> items, RenderBudget budget) {
    budget.scan(items.size());
    return items;
  }

  private static List<Object> copy(java.util.Collection<?> items, RenderBudget budget) {
    budget.allocate((long) items.size() * ITEM);
    return new ArrayList<>(items);
  }

  private static List<Object> range(Range range, RenderBudget budget) {
    budget.allocate((long) range.count() * ITEM);
    List<Object> items = new ArrayList<>(range.count());
    for (int i = 0; i < range.count(); i++) {
      items.add(range.get(i));
    }
    return items;
  }
}
