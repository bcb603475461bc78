package dev.winnow.math.value;

import dev.winnow.math.expr.Rational;

/** Approximate real arithmetic at one precision. */
interface Reals<R> {
  /** Returns the relative rounding error of one operation, with a margin. */
  double epsilon();

  /** Returns the number of steps that one operation costs. */
  int cost();

  R of(Rational value);

  R of(double value);

  double toDouble(R value);

  R add(R a, R b);

  R subtract(R a, R b);

  R multiply(R a, R b);

  R divide(R a, R b);

  R sqrt(R a);

  R exp(R a);

  R log(R a);

  R sin(R a);

  R cos(R a);

  R atan(R a);

  R pi();
}
