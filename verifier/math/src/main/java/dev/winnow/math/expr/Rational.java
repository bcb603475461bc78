package dev.winnow.math.expr;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * An exact fraction in lowest terms with a positive denominator, bounded by {@link
 * WorkBudget#MAX_BITS}.
 */
public record Rational(BigInteger numerator, BigInteger denominator)
    implements Comparable<Rational> {
  public static final Rational ZERO = of(0);
  public static final Rational ONE = of(1);
  public static final Rational MINUS_ONE = of(-1);
  public static final Rational HALF = of(1, 2);

  public static Rational of(long value) {
    return new Rational(BigInteger.valueOf(value), BigInteger.ONE);
  }

  public static Rational of(long numerator, long denominator) {
    return of(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
  }

  public static Rational of(BigInteger value) {
    return new Rational(checked(value), BigInteger.ONE);
  }

  /** Returns the fraction in lowest terms; the denominator must not be zero. */
  public static Rational of(BigInteger numerator, BigInteger denominator) {
    if (denominator.signum() == 0) {
      throw new ArithmeticException("zero denominator");
    }
    checked(numerator);
    checked(denominator);
    BigInteger gcd = numerator.gcd(denominator);
    BigInteger n = numerator.divide(gcd);
    BigInteger d = denominator.divide(gcd);
    return d.signum() < 0 ? new Rational(n.negate(), d.negate()) : new Rational(n, d);
  }

  public static Rational of(BigDecimal value) {
    if (value.scale() <= 0) {
      return of(value.toBigIntegerExact());
    }
    return of(value.unscaledValue(), BigInteger.TEN.pow(value.scale()));
  }

  private static BigInteger checked(BigInteger value) {
    if (value.bitLength() > WorkBudget.MAX_BITS) {
      throw new LimitExceeded("digits");
    }
    return value;
  }

  public Rational plus(Rational other) {
    if (isInteger() && other.isInteger()) {
      return of(numerator.add(other.numerator));
    }
    return of(
        numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
        denominator.multiply(other.denominator));
  }

  public Rational minus(Rational other) {
    return plus(other.negated());
  }

  public Rational times(Rational other) {
    if (isInteger() && other.isInteger()) {
      return of(numerator.multiply(other.numerator));
    }
    return of(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
  }

  public Rational negated() {
    return new Rational(numerator.negate(), denominator);
  }

  /** Returns one divided by this; zero has no inverse. */
  public Rational inverse() {
    return of(denominator, numerator);
  }

  public Rational abs() {
    return signum() < 0 ? negated() : this;
  }

  public Rational floor() {
    BigInteger[] parts = numerator.divideAndRemainder(denominator);
    return of(parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0]);
  }

  /** Returns this to an integer power; throws if the result would exceed the digit limit. */
  public Rational pow(int exponent) {
    if (exponent < 0) {
      return inverse().pow(-exponent);
    }
    long bits = Math.max(numerator.bitLength(), denominator.bitLength());
    if (bits > 1 && (bits - 1) * exponent > WorkBudget.MAX_BITS) {
      throw new LimitExceeded("digits");
    }
    return new Rational(numerator.pow(exponent), denominator.pow(exponent));
  }

  public boolean isInteger() {
    return denominator.equals(BigInteger.ONE);
  }

  public boolean isZero() {
    return numerator.signum() == 0;
  }

  public int signum() {
    return numerator.signum();
  }

  /** Returns whether this is an integer that fits into an int. */
  public boolean isSmallInteger() {
    return isInteger() && numerator.bitLength() < 31;
  }

  public int intValue() {
    return numerator.intValueExact();
  }

  public double doubleValue() {
    if (numerator.bitLength() < 53 && denominator.bitLength() < 53) {
      return (double) numerator.longValue() / denominator.longValue();
    }
    return toDecimal(MathContext.DECIMAL64).doubleValue();
  }

  public BigDecimal toDecimal(MathContext context) {
    return new BigDecimal(numerator).divide(new BigDecimal(denominator), context);
  }

  @Override
  public int compareTo(Rational other) {
    return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
  }

  @Override
  public String toString() {
    return isInteger() ? numerator.toString() : numerator + "/" + denominator;
  }
}
