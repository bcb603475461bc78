package dev.winnow.math.value;

import dev.winnow.math.expr.Rational;

/** Double precision. */
final class Doubles implements Reals<Double> {
  static final Doubles INSTANCE = new Doubles();

  private Doubles() {}

  @Override
  public double epsilon() {
    return 0x1p-51;
  }

  @Override
  public int cost() {
    return 5;
  }

  @Override
  public Double of(Rational value) {
    return value.doubleValue();
  }

  @Override
  public Double of(double value) {
    return value;
  }

  @Override
  public double toDouble(Double value) {
    return value;
  }

  @Override
  public Double add(Double a, Double b) {
    return a + b;
  }

  @Override
  public Double subtract(Double a, Double b) {
    return a - b;
  }

  @Override
  public Double multiply(Double a, Double b) {
    return a * b;
  }

  @Override
  public Double divide(Double a, Double b) {
    return a / b;
  }

  @Override
  public Double sqrt(Double a) {
    return Math.sqrt(a);
  }

  @Override
  public Double exp(Double a) {
    return Math.exp(a);
  }

  @Override
  public Double log(Double a) {
    return Math.log(a);
  }

  @Override
  public Double sin(Double a) {
    return Math.sin(a);
  }

  @Override
  public Double cos(Double a) {
    return Math.cos(a);
  }

  @Override
  public Double atan(Double a) {
    return Math.atan(a);
  }

  @Override
  public Double pi() {
    return Math.PI;
  }
}
