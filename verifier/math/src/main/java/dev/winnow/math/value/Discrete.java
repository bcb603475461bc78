package dev.winnow.math.value;

import dev.winnow.math.expr.Expr;
import dev.winnow.math.expr.Rational;
import dev.winnow.math.expr.WorkBudget;
import java.util.ArrayList;
import java.util.List;

/** Step functions and functions of integers on approximate arguments. */
final class Discrete {
  private static final int STEPS = 10_000;

  private Discrete() {}

  static <R> Ball<R> call(Balls<R> balls, String function, List<Ball<R>> arguments) {
    List<Expr> exact = new ArrayList<>();
    boolean steps = function.equals("floor") || function.equals("ceil");
    for (Ball<R> argument : arguments) {
      exact.add(Expr.Num.of(steps ? between(balls, argument) : integer(balls, argument)));
    }
    Rational value = Exact.rational(new Expr.Call(function, exact), new WorkBudget(STEPS));
    if (value == null) {
      throw new Undefined("no such value");
    }
    return balls.number(value);
  }

  private static <R> Rational integer(Balls<R> balls, Ball<R> a) {
    double x = balls.reals.toDouble(a.re());
    long nearest = Math.round(x);
    if (!a.real() || Math.abs(x) > 1e9 || Math.abs(x - nearest) > a.error() || a.error() > 1e-3) {
      throw new Undefined("not an integer");
    }
    return Rational.of(nearest);
  }

  private static <R> Rational between(Balls<R> balls, Ball<R> a) {
    double x = balls.reals.toDouble(a.re());
    if (!a.real() || Math.abs(x) > 1e9 || a.error() > 1e-3) {
      throw new Undefined("unknown step");
    }
    if (Math.floor(x - a.error()) != Math.floor(x + a.error())) {
      return integer(balls, a);
    }
    return Rational.of((long) Math.floor(x)).plus(Rational.HALF);
  }
}
