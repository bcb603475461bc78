package dev.winnow.math.value;

import dev.winnow.math.expr.Expr;
import dev.winnow.math.expr.Rational;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operations that an {@link Evaluator} needs; a missing value is {@link Undefined}. */
public interface Arithmetic<T> {
  /** Returns the number of steps that one operation costs. */
  int cost();

  T number(Rational value);

  T constant(Expr.Constant constant);

  T symbol(String name);

  T add(T left, T right);

  T multiply(T left, T right);

  /** Returns a rational power; {@code exactBase} is the base if it is rational. */
  T power(T base, Rational exponent, @Nullable Rational exactBase);

  T power(T base, T exponent);

  T call(String function, List<T> arguments);
}
