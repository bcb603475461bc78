package dev.winnow.transformer.template.jinja;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** Jinja2's tests, which follow {@code is}. */
final class Tests {
  /** A test of a value. */
  @FunctionalInterface
  interface Test {
    boolean holds(Rendering rendering, Object value, Arguments arguments);
  }

  private static final Map<String, Test> TESTS = tests();

  private Tests() {}

  static boolean isKnown(String name) {
    return TESTS.containsKey(name);
  }

  static Test find(String name) {
    Test test = TESTS.get(name);
    if (test == null) {
      throw new TemplateException("there is no test '" + name + "'");
    }
    return test;
  }

  private static Map<String, Test> tests() {
    Map<String, Test> tests = new HashMap<>();
    is(tests, "defined", value -> !(value instanceof UndefinedValue));
    is(tests, "undefined", UndefinedValue.class::isInstance);
    is(tests, "none", value -> value == None.NONE);
    is(tests, "boolean", Boolean.class::isInstance);
    is(tests, "true", Boolean.TRUE::equals);
    is(tests, "false", Boolean.FALSE::equals);
    is(tests, "integer", value -> JinjaNumbers.isWhole(value) && !(value instanceof Boolean));
    is(tests, "float", Double.class::isInstance);
    is(tests, "number", JinjaNumbers::isNumber);
    is(tests, "string", String.class::isInstance);
    is(tests, "mapping", Map.class::isInstance);
    is(tests, "iterable", Iteration::isIterable);
    is(tests, "sequence", Tests::isSequence);
    is(tests, "callable", Callable.class::isInstance);
    is(tests, "escaped", value -> false);
    is(tests, "filter", value -> value instanceof String name && Filters.isKnown(name));
    is(tests, "test", value -> value instanceof String name && isKnown(name));
    is(tests, "odd", value -> JinjaNumbers.big(value).testBit(0));
    is(tests, "even", value -> !JinjaNumbers.big(value).testBit(0));
    tests.put(
        "divisibleby",
        (r, value, a) ->
            !Types.isTrue(JinjaArithmetic.binary("%", value, a.require(0, "num"), r.budget())));
    tests.put("lower", (r, value, a) -> cased(r.str(value), false));
    tests.put("upper", (r, value, a) -> cased(r.str(value), true));
    tests.put("sameas", (r, value, a) -> same(value, a.require(0, "other"), r));
    tests.put("in", (r, value, a) -> Iteration.contains(a.require(0, "seq"), value, r.budget()));
    comparisons(tests);
    return Map.copyOf(tests);
  }

  private static void comparisons(Map<String, Test> tests) {
    for (String name : List.of("eq", "equalto", "==")) {
      tests.put(name, (r, value, a) -> Comparing.equal(value, a.require(0, "other"), r.budget()));
    }
    for (String name : List.of("ne", "!=")) {
      tests.put(name, (r, value, a) -> !Comparing.equal(value, a.require(0, "other"), r.budget()));
    }
    order(tests, List.of("lt", "lessthan", "<"), order -> order < 0);
    order(tests, List.of("le", "<="), order -> order <= 0);
    order(tests, List.of("gt", "greaterthan", ">"), order -> order > 0);
    order(tests, List.of("ge", ">="), order -> order >= 0);
  }

  private static void order(
      Map<String, Test> tests, List<String> names, Predicate<Integer> wanted) {
    for (String name : names) {
      tests.put(
          name, (r, value, a) -> wanted.test(Comparing.compare(value, a.require(0, "other"))));
    }
  }

  private static void is(Map<String, Test> tests, String name, Predicate<Object> holds) {
    tests.put(name, (rendering, value, arguments) -> holds.test(value));
  }

  private static boolean isSequence(Object value) {
    return Iteration.isIterable(value) && !(value instanceof Generator) && !(value instanceof View);
  }

  private static boolean same(Object left, Object right, Rendering rendering) {
    boolean atoms = left instanceof String || JinjaNumbers.isNumber(left);
    return left == right
        || (atoms
            && left.getClass() == right.getClass()
            && Comparing.equal(left, right, rendering.budget()));
  }

  private static boolean cased(String text, boolean upper) {
    String all = upper ? text.toUpperCase(Locale.ROOT) : text.toLowerCase(Locale.ROOT);
    return text.equals(all) && text.codePoints().anyMatch(Character::isLetter);
  }
}
