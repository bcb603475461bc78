package dev.winnow.transformer.template.jinja;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** The types of values, with Python's names. */
final class Types {
  private Types() {}

  static String name(Object value) {
    return switch (value) {
      case None ignored -> "NoneType";
      case Boolean ignored -> "bool";
      case Long ignored -> "int";
      case BigInteger ignored -> "int";
      case Double ignored -> "float";
      case String ignored -> "str";
      case List<?> ignored -> "list";
      case Map<?, ?> ignored -> "dict";
      case Tuple ignored -> "tuple";
      case Generator ignored -> "generator";
      case View view -> view.name();
      case Range ignored -> "range";
      case UndefinedValue ignored -> "UndefinedValue";
      case Namespace ignored -> "Namespace";
      case Callable ignored -> "function";
      default -> value.getClass().getSimpleName();
    };
  }

  static boolean isTrue(Object value) {
    return switch (value) {
      case None ignored -> false;
      case UndefinedValue ignored -> false;
      case Boolean b -> b;
      case Long l -> l != 0;
      case BigInteger b -> b.signum() != 0;
      case Double d -> d != 0;
      case String s -> !s.isEmpty();
      case List<?> list -> !list.isEmpty();
      case Map<?, ?> map -> !map.isEmpty();
      case Tuple tuple -> !tuple.items().isEmpty();
      case View view -> !view.items().isEmpty();
      case Range range -> range.count() > 0;
      default -> true;
    };
  }

  static long length(Object value) {
    return switch (value) {
      case String s -> PyText.length(s);
      case List<?> list -> list.size();
      case Map<?, ?> map -> map.size();
      case Tuple tuple -> tuple.items().size();
      case View view -> view.items().size();
      case Range range -> range.count();
      case UndefinedValue ignored -> 0;
      default -> throw new TemplateException("object of type '" + name(value) + "' has no len()");
    };
  }

  static String requireText(Object value) {
    return switch (value) {
      case String text -> text;
      case UndefinedValue undefined -> throw undefined.used();
      default -> throw new TemplateException("want a str, got " + name(value));
    };
  }

  static int requireInt(Object value) {
    return switch (value) {
      case Long l -> (int) Math.clamp(l, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case Boolean b -> b ? 1 : 0;
      case UndefinedValue undefined -> throw undefined.used();
      default -> throw new TemplateException("want an int, got " + name(value));
    };
  }

  @SuppressWarnings("unchecked")
  static List<Object> list(List<?> list) {
    return (List<Object>) list;
  }

  @SuppressWarnings("unchecked")
  static Map<Object, Object> dict(Map<?, ?> map) {
    return (Map<Object, Object>) map;
  }
}
