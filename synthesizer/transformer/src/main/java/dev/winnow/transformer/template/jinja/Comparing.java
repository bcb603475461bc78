package dev.winnow.transformer.template.jinja;

import java.util.List;
import java.util.Map;

/** Python's equality and order. */
final class Comparing {
  private Comparing() {}

  static boolean equal(Object left, Object right, RenderBudget budget) {
    budget.step();
    if (left == right) {
      return true;
    }
    if (JinjaNumbers.isNumber(left) && JinjaNumbers.isNumber(right)) {
      return JinjaNumbers.compare(left, right) == 0;
    }
    return switch (left) {
      case String s -> {
        budget.scan(s.length());
        yield s.equals(right);
      }
      case List<?> a -> right instanceof List<?> b && equalLists(a, b, budget);
      case Tuple a -> right instanceof Tuple b && equalLists(a.items(), b.items(), budget);
      case Map<?, ?> a -> right instanceof Map<?, ?> b && equalMaps(a, b, budget);
      case UndefinedValue ignored -> right instanceof UndefinedValue;
      default -> false;
    };
  }

  private static boolean equalLists(List<?> left, List<?> right, RenderBudget budget) {
    if (left.size() != right.size()) {
      return false;
    }
    budget.enter();
    boolean equal = true;
    for (int i = 0; equal && i < left.size(); i++) {
      equal = equal(left.get(i), right.get(i), budget);
    }
    budget.leave();
    return equal;
  }

  private static boolean equalMaps(Map<?, ?> left, Map<?, ?> right, RenderBudget budget) {
    if (left.size() != right.size()) {
      return false;
    }
    budget.enter();
    boolean equal = true;
    for (Map.Entry<?, ?> entry : left.entrySet()) {
      Object other = right.get(entry.getKey());
      equal &= other != null && equal(entry.getValue(), other, budget);
    }
    budget.leave();
    return equal;
  }

  /** Returns the order of two values. */
  static int compare(Object left, Object right) {
    if (JinjaNumbers.isNumber(left) && JinjaNumbers.isNumber(right)) {
      return JinjaNumbers.compare(left, right);
    }
    if (left instanceof String a && right instanceof String b) {
      return compareText(a, b);
    }
    if (left instanceof List<?> a && right instanceof List<?> b) {
      return compareLists(a, b);
    }
    if (left instanceof Tuple a && right instanceof Tuple b) {
      return compareLists(a.items(), b.items());
    }
    if (left instanceof UndefinedValue undefined) {
      throw undefined.used();
    }
    if (right instanceof UndefinedValue undefined) {
      throw undefined.used();
    }
    throw new TemplateException(
        "'%s' and '%s' have no order".formatted(Types.name(left), Types.name(right)));
  }

  /** Compares by code points; Java compares chars. */
  private static int compareText(String a, String b) {
    int at = java.util.Arrays.mismatch(a.toCharArray(), b.toCharArray());
    if (at < 0 || at >= Math.min(a.length(), b.length())) {
      return Integer.compare(a.length(), b.length());
    }
    boolean surrogates = Character.isSurrogate(a.charAt(at)) != Character.isSurrogate(b.charAt(at));
    return surrogates
        ? Boolean.compare(Character.isSurrogate(a.charAt(at)), Character.isSurrogate(b.charAt(at)))
        : Character.compare(a.charAt(at), b.charAt(at));
  }

  private static int compareLists(List<?> left, List<?> right) {
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      int order = compare(left.get(i), right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.size(), right.size());
  }
}
