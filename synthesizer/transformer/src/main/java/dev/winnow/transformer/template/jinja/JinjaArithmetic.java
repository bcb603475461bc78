package dev.winnow.transformer.template.jinja;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Python's operators. */
final class JinjaArithmetic {
  private static final int ITEM = 16;

  private JinjaArithmetic() {}

  static Object binary(String operator, Object left, Object right, RenderBudget budget) {
    if (left instanceof UndefinedValue undefined) {
      throw undefined.used();
    }
    if (operator.equals("%") && left instanceof String format) {
      return PercentFormat.format(format, right, budget);
    }
    if (right instanceof UndefinedValue undefined) {
      throw undefined.used();
    }
    if (JinjaNumbers.isNumber(left) && JinjaNumbers.isNumber(right)) {
      return numbers(operator, left, right);
    }
    if (operator.equals("+")) {
      return joined(left, right, budget);
    }
    if (operator.equals("*") && JinjaNumbers.isWhole(right)) {
      return repeated(left, Types.requireInt(right), budget);
    }
    if (operator.equals("*") && JinjaNumbers.isWhole(left)) {
      return repeated(right, Types.requireInt(left), budget);
    }
    throw unsupported(operator, left, right);
  }

  private static Object joined(Object left, Object right, RenderBudget budget) {
    if (left instanceof String a && right instanceof String b) {
      budget.allocate((long) a.length() + b.length());
      return a.concat(b);
    }
    if (left instanceof List<?> a && right instanceof List<?> b) {
      return joinedLists(a, b, budget);
    }
    if (left instanceof Tuple a && right instanceof Tuple b) {
      return new Tuple(joinedLists(a.items(), b.items(), budget));
    }
    if (left instanceof String) {
      throw new TemplateException(
          "can only concatenate str (not \"%s\") to str".formatted(Types.name(right)));
    }
    throw unsupported("+", left, right);
  }

  private static List<Object> joinedLists(List<?> left, List<?> right, RenderBudget budget) {
    budget.allocate((long) (left.size() + right.size()) * ITEM);
    List<Object> all = new ArrayList<>(left);
    all.addAll(right);
    return all;
  }

  private static Object repeated(Object value, int times, RenderBudget budget) {
    int count = Math.max(0, times);
    if (value instanceof String text) {
      budget.allocate((long) text.length() * count);
      return text.repeat(count);
    }
    if (value instanceof List<?> || value instanceof Tuple) {
      List<Object> items = Iteration.items(value, budget);
      budget.allocate((long) items.size() * count * ITEM);
      List<Object> all = new ArrayList<>();
      for (int i = 0; i < count && !items.isEmpty(); i++) {
        all.addAll(items);
      }
      return value instanceof Tuple ? new Tuple(all) : all;
    }
    throw unsupported("*", value, (long) times);
  }

  private static Object numbers(String operator, Object left, Object right) {
    if (operator.equals("/")) {
      return quotient(JinjaNumbers.real(left), JinjaNumbers.real(right));
    }
    if (left instanceof Double || right instanceof Double) {
      return reals(operator, JinjaNumbers.real(left), JinjaNumbers.real(right));
    }
    BigInteger a = JinjaNumbers.big(left);
    BigInteger b = JinjaNumbers.big(right);
    return switch (operator) {
      case "+" -> JinjaNumbers.whole(a.add(b));
      case "-" -> JinjaNumbers.whole(a.subtract(b));
      case "*" -> JinjaNumbers.whole(a.multiply(b));
      case "//" -> JinjaNumbers.whole(floor(a, b));
      case "%" -> JinjaNumbers.whole(a.subtract(floor(a, b).multiply(b)));
      default -> power(a, b);
    };
  }

  private static Object power(BigInteger base, BigInteger exponent) {
    if (exponent.signum() < 0) {
      return Math.pow(base.doubleValue(), exponent.doubleValue());
    }
    if (exponent.bitLength() > 14 || (long) base.bitLength() * exponent.intValue() > 16_000) {
      throw new TemplateException("the number is too large");
    }
    return JinjaNumbers.whole(base.pow(exponent.intValue()));
  }

  private static BigInteger floor(BigInteger a, BigInteger b) {
    if (b.signum() == 0) {
      throw new TemplateException("integer division or modulo by zero");
    }
    BigInteger[] both = a.divideAndRemainder(b);
    boolean below = both[1].signum() != 0 && both[1].signum() != b.signum();
    return below ? both[0].subtract(BigInteger.ONE) : both[0];
  }

  private static Object reals(String operator, double a, double b) {
    return switch (operator) {
      case "+" -> a + b;
      case "-" -> a - b;
      case "*" -> a * b;
      case "//" -> Math.floor(quotient(a, b));
      case "%" -> a - Math.floor(quotient(a, b)) * b;
      default -> Math.pow(a, b);
    };
  }

  private static double quotient(double a, double b) {
    if (b == 0) {
      throw new TemplateException("division by zero");
    }
    return a / b;
  }

  static Object signed(Object value, boolean negative) {
    if (value instanceof UndefinedValue undefined) {
      throw undefined.used();
    }
    if (!JinjaNumbers.isNumber(value)) {
      throw new TemplateException("bad operand type for unary -: '" + Types.name(value) + "'");
    }
    return value instanceof Double d
        ? negative ? -d : d
        : JinjaNumbers.whole(negative ? JinjaNumbers.big(value).negate() : JinjaNumbers.big(value));
  }

  private static TemplateException unsupported(String operator, Object left, Object right) {
    return new TemplateException(
        "unsupported operand types for %s: '%s' and '%s'"
            .formatted(operator, Types.name(left), Types.name(right)));
  }
}
