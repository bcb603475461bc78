package dev.winnow.math.value;

import dev.winnow.math.expr.Expr;
import dev.winnow.math.expr.Rational;
import dev.winnow.math.expr.WorkBudget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Computes an expression in an {@link Arithmetic}. Throws {@link Undefined} if it has no value. */
public final class Evaluator<T> {
  private static final long LONGEST_SUM = 200;
  private static final int FUNCTION_FACTOR = 8;

  private final Arithmetic<T> arithmetic;
  private final WorkBudget budget;
  private final int cost;
  private final int functionCost;
  private final Map<String, T> bound = new HashMap<>();

  public Evaluator(Arithmetic<T> arithmetic, WorkBudget budget) {
    this.arithmetic = arithmetic;
    this.budget = budget;
    this.cost = arithmetic.cost();
    this.functionCost = cost * FUNCTION_FACTOR;
  }

  public T value(Expr expr) {
    budget.spend(expr instanceof Expr.Call || expr instanceof Expr.Power ? functionCost : cost);
    return switch (expr) {
      case Expr.Num n -> arithmetic.number(n.value());
      case Expr.Constant c -> constant(c);
      case Expr.Sym s -> symbol(s.name());
      case Expr.Sum s -> sum(s.terms());
      case Expr.Product p -> product(p.factors());
      case Expr.Power p -> power(p);
      case Expr.Call c -> call(c);
      case Expr.Quantity q -> quantity(q);
      case Expr.Group g -> group(g);
      default -> throw new Undefined("not a number");
    };
  }

  private T group(Expr.Group group) {
    if (group.items().size() == 1) {
      return value(group.items().get(0));
    }
    throw new Undefined("not a number");
  }

  /** The letter i is the imaginary unit unless it is the index of a sum. */
  private T constant(Expr.Constant constant) {
    T index = constant == Expr.Constant.I ? bound.get("i") : null;
    return index != null ? index : arithmetic.constant(constant);
  }

  private T symbol(String name) {
    T value = bound.get(name);
    return value != null ? value : arithmetic.symbol(name);
  }

  private T sum(List<Expr> terms) {
    T total = value(terms.get(0));
    for (int i = 1; i < terms.size(); i++) {
      total = arithmetic.add(total, value(terms.get(i)));
    }
    return total;
  }

  private T product(List<Expr> factors) {
    T total = value(factors.get(0));
    for (int i = 1; i < factors.size(); i++) {
      total = arithmetic.multiply(total, value(factors.get(i)));
    }
    return total;
  }

  private T power(Expr.Power power) {
    Rational exponent = exact(power.exponent());
    if (exponent == null) {
      return arithmetic.power(value(power.base()), value(power.exponent()));
    }
    Rational base = exponent.isInteger() ? null : exact(power.base());
    return arithmetic.power(value(power.base()), exponent, base);
  }

  private @Nullable Rational exact(Expr expr) {
    return bound.isEmpty()
        ? Exact.rational(expr, budget)
        : expr instanceof Expr.Num n ? n.value() : null;
  }

  private T quantity(Expr.Quantity quantity) {
    T value = value(quantity.value());
    return switch (quantity.unit()) {
      case "degree" ->
          arithmetic.multiply(
              arithmetic.multiply(value, arithmetic.constant(Expr.Constant.PI)),
              arithmetic.number(Rational.of(1, 180)));
      case "%" -> arithmetic.multiply(value, arithmetic.number(Rational.of(1, 100)));
      default -> value;
    };
  }

  private T call(Expr.Call call) {
    boolean series = call.function().equals("sum") || call.function().equals("prod");
    if (series
        && call.arguments().size() == 4
        && call.arguments().get(1) instanceof Expr.Sym index) {
      Rational from = exact(call.arguments().get(2));
      Rational to = exact(call.arguments().get(3));
      if (from != null && to != null && from.isSmallInteger() && to.isSmallInteger()) {
        return series(call, index.name(), from.intValue(), to.intValue());
      }
    }
    List<T> values = new ArrayList<>(call.arguments().size());
    for (Expr argument : call.arguments()) {
      values.add(value(argument));
    }
    return arithmetic.call(call.function(), values);
  }

  private T series(Expr.Call call, String index, int from, int to) {
    if ((long) to - from > LONGEST_SUM || bound.containsKey(index)) {
      throw new Undefined("series too long");
    }
    boolean adds = call.function().equals("sum");
    T total = arithmetic.number(adds ? Rational.ZERO : Rational.ONE);
    for (int i = from; i <= to; i++) {
      bound.put(index, arithmetic.number(Rational.of(i)));
      T term = value(call.arguments().get(0));
      total = adds ? arithmetic.add(total, term) : arithmetic.multiply(total, term);
    }
    bound.remove(index);
    return total;
  }
}
