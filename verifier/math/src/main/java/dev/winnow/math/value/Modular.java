package dev.winnow.math.value;

import dev.winnow.math.expr.Expr;
import dev.winnow.math.expr.Rational;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values modulo a 61-bit prime, where every variable and every function value is an independent
 * random element. Expressions that agree here are taken as equal: different rational functions of
 * degree d agree with probability at most d / 2^61 per point (Schwartz and Zippel). Expressions
 * that differ here are certainly different only while {@link #isFaithful()} holds.
 */
public final class Modular implements Arithmetic<Long> {
  private static final BigInteger MODULUS = BigInteger.valueOf(PrimeField.P);
  private static final long LARGEST_PRIME = 1000;

  private final long seed;
  private boolean faithful = true;

  public Modular(long seed) {
    this.seed = seed;
  }

  /**
   * Returns whether only field operations were used, so that a difference here is a difference of
   * the expressions.
   */
  public boolean isFaithful() {
    return faithful;
  }

  @Override
  public int cost() {
    return 2;
  }

  @Override
  public Long number(Rational value) {
    long numerator = reduce(value.numerator());
    return value.isInteger()
        ? numerator
        : PrimeField.multiply(numerator, PrimeField.inverse(reduce(value.denominator())));
  }

  private static long reduce(BigInteger value) {
    return value.bitLength() < 61
        ? Math.floorMod(value.longValue(), PrimeField.P)
        : value.mod(MODULUS).longValue();
  }

  @Override
  public Long constant(Expr.Constant constant) {
    faithful = false;
    return switch (constant) {
      case I -> PrimeField.I;
      case INFINITY, PI, E -> PrimeField.hash(seed, constant.name());
    };
  }

  @Override
  public Long symbol(String name) {
    return PrimeField.hash(seed + 1, name);
  }

  @Override
  public Long add(Long left, Long right) {
    return PrimeField.add(left, right);
  }

  @Override
  public Long multiply(Long left, Long right) {
    return PrimeField.multiply(left, right);
  }

  @Override
  public Long power(Long base, Rational exponent, @Nullable Rational exactBase) {
    long root = base;
    if (!exponent.isInteger()) {
      boolean square = exponent.denominator().equals(BigInteger.TWO);
      root =
          square && exactBase != null
              ? squareRoot(exactBase)
              : opaque("root", base, reduce(exponent.denominator()));
    }
    long e = exponent.numerator().abs().mod(MODULUS.subtract(BigInteger.ONE)).longValue();
    long result = PrimeField.power(root, e);
    return exponent.signum() < 0 ? PrimeField.inverse(result) : result;
  }

  @Override
  public Long power(Long base, Long exponent) {
    return opaque("power", base, exponent);
  }

  /** sqrt(n/d) = sqrt(nd)/d, factored into primes so that sqrt(2) sqrt(3) = sqrt(6). */
  private long squareRoot(Rational value) {
    BigInteger radicand = value.numerator().multiply(value.denominator());
    long result = PrimeField.inverse(reduce(value.denominator()));
    if (radicand.signum() < 0) {
      result = PrimeField.multiply(result, constant(Expr.Constant.I));
      radicand = radicand.negate();
    }
    if (radicand.bitLength() > 62) {
      return PrimeField.multiply(result, opaque("sqrt", reduce(radicand), 0));
    }
    long rest = radicand.longValue();
    for (long prime = 2; prime <= LARGEST_PRIME && prime * prime <= rest; prime++) {
      while (rest % (prime * prime) == 0) {
        rest /= prime * prime;
        result = PrimeField.multiply(result, prime);
      }
      if (rest % prime == 0) {
        rest /= prime;
        result = PrimeField.multiply(result, primeRoot(prime));
      }
    }
    return rest == 1 ? result : PrimeField.multiply(result, primeRoot(rest));
  }

  private long primeRoot(long value) {
    faithful = false;
    return PrimeField.isSquare(value) ? PrimeField.squareRoot(value) : opaque("sqrt", value, 0);
  }

  /** Returns the quotient of opaque natural logarithms, so that bases may change. */
  private Long logarithm(List<Long> arguments) {
    long base = arguments.size() > 1 ? arguments.get(1) : 10L;
    return PrimeField.multiply(
        call("ln", List.of(arguments.get(0))), PrimeField.inverse(call("ln", List.of(base))));
  }

  private long opaque(String function, long first, long second) {
    faithful = false;
    return PrimeField.mix(PrimeField.mix(PrimeField.hash(seed + 2, function), first), second);
  }

  @Override
  public Long call(String function, List<Long> arguments) {
    if (function.equals("log")) {
      return logarithm(arguments);
    }
    if (function.equals("exp")) {
      return power(constant(Expr.Constant.E), arguments.get(0));
    }
    faithful = false;
    long h = PrimeField.hash(seed + 3, function);
    for (long argument : arguments) {
      h = PrimeField.mix(h, argument);
    }
    return h;
  }
}
