package dev.winnow.math.expr;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * An exact fraction in lowest terms with a positive denominator. Every operation that returns a
 * fraction is exact. It throws {@link LimitExceeded} if its numerator or denominator has more than
 * {@link WorkBudget#MAX_BITS} bits before it is reduced.
 *
 * <p>Values are made by the {@code of} methods. The constructor is for parts that are known to be
 * in lowest terms and within the limit: it checks nothing.
 */
public record Rational(BigInteger numerator, BigInteger denominator)
    implements Comparable<Rational> {
  /** The number 0. */
  public static final Rational ZERO = of(0);

  /** The number 1. */
  public static final Rational ONE = of(1);

  /** The number -1. */
  public static final Rational MINUS_ONE = of(-1);

  /** The number 1/2. */
  public static final Rational HALF = of(1, 2);

  /** Returns this integer. */
  public static Rational of(long value) {
    return new Rational(BigInteger.valueOf(value), BigInteger.ONE);
  }

  /**
   * Returns the fraction in lowest terms.
   *
   * @throws ArithmeticException if the denominator is zero
   */
  public static Rational of(long numerator, long denominator) {
    return of(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
  }

  /**
   * Returns this integer.
   *
   * @throws LimitExceeded if it has too many bits
   */
  public static Rational of(BigInteger value) {
    return new Rational(checked(value), BigInteger.ONE);
  }

  /**
   * Returns the fraction in lowest terms.
   *
   * @throws ArithmeticException if the denominator is zero
   * @throws LimitExceeded if one of them has too many bits before it is reduced
   */
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

  /**
   * Returns this decimal exactly. Works out the power of ten of its scale, so the caller bounds the
   * scale.
   *
   * @throws LimitExceeded if numerator or denominator has too many bits before they are reduced
   */
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

  /** Returns the sum. */
  public Rational plus(Rational other) {
    if (isInteger() && other.isInteger()) {
      return of(numerator.add(other.numerator));
    }
    return of(
        numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
        denominator.multiply(other.denominator));
  }

  /** Returns this minus the other. */
  public Rational minus(Rational other) {
    return plus(other.negated());
  }

  /** Returns the product. */
  public Rational times(Rational other) {
    if (isInteger() && other.isInteger()) {
      return of(numerator.multiply(other.numerator));
    }
    return of(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
  }

  /** Returns this with the other sign. */
  public Rational negated() {
    return new Rational(numerator.negate(), denominator);
  }

  /**
   * Returns one divided by this.
   *
   * @throws ArithmeticException if this is zero
   */
  public Rational inverse() {
    return of(denominator, numerator);
  }

  /** Returns the absolute value. */
  public Rational abs() {
    return signum() < 0 ? negated() : this;
  }

  /** Returns the largest integer that is not greater than this. */
  public Rational floor() {
    BigInteger[] parts = numerator.divideAndRemainder(denominator);
    return of(parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0]);
  }

  /**
   * Returns this to an integer power; 0 to the power 0 is 1.
   *
   * @throws ArithmeticException if this is zero and the exponent is negative
   * @throws LimitExceeded if the result surely has too many bits; one that may have up to twice as
   *     many is returned
   */
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

  /** Returns whether this is an integer. */
  public boolean isInteger() {
    return denominator.equals(BigInteger.ONE);
  }

  /** Returns whether this is zero. */
  public boolean isZero() {
    return numerator.signum() == 0;
  }

  /** Returns -1, 0 or 1, as this is negative, zero or positive. */
  public int signum() {
    return numerator.signum();
  }

  /** Returns whether this is an integer that fits into an int. */
  public boolean isSmallInteger() {
    return isInteger() && numerator.bitLength() < 31;
  }

  /**
   * Returns the numerator as an int: the value of this if {@link #isSmallInteger}.
   *
   * @throws ArithmeticException if it does not fit
   */
  public int intValue() {
    return numerator.intValueExact();
  }

  /** Returns a double close to this, infinite or zero if this is beyond the range of doubles. */
  public double doubleValue() {
    if (numerator.bitLength() < 53 && denominator.bitLength() < 53) {
      return (double) numerator.longValue() / denominator.longValue();
    }
    return toDecimal(MathContext.DECIMAL64).doubleValue();
  }

  /**
   * Returns this as a decimal, rounded as the context says.
   *
   * @throws ArithmeticException if the context is unlimited and the decimals do not end
   */
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
