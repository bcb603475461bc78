package dev.winnow.math.value;

import dev.winnow.math.expr.Expr;
import dev.winnow.math.expr.Rational;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Complex numbers with error bounds, principal branches, and real odd roots of negative reals.
 * Variables have the values of a {@link Point}. The bounds follow first-order perturbation and
 * allow sixteen roundings per function.
 */
final class Balls<R> implements Arithmetic<Ball<R>> {
  private static final double LARGEST = 1e150;
  private static final int LONGEST_POWER = 1024;

  /** Integers with fewer bits have no rounding error in any of the precisions. */
  private static final int EXACT_BITS = 50;

  final Reals<R> reals;
  private final Point point;
  private final R zero;
  private final R one;
  private boolean leftReals;

  Balls(Reals<R> reals, Point point) {
    this.reals = reals;
    this.point = point;
    this.zero = reals.of(0.0);
    this.one = reals.of(1.0);
  }

  /** Returns whether a root or a logarithm of a negative real was computed. */
  boolean hasLeftReals() {
    return leftReals;
  }

  private Ball<R> ball(R re, R im, double error, boolean real) {
    double size = Math.hypot(reals.toDouble(re), reals.toDouble(im));
    double bound = error + 16 * reals.epsilon() * size;
    if (!(size < LARGEST) || !(bound < LARGEST)) {
      throw new Undefined("out of range");
    }
    return new Ball<>(re, im, bound, real);
  }

  private Ball<R> real(R value, double error) {
    return ball(value, zero, error, true);
  }

  double size(Ball<R> a) {
    return Math.hypot(reals.toDouble(a.re()), reals.toDouble(a.im()));
  }

  private double away(Ball<R> a) {
    double away = size(a) - a.error();
    if (!(away > 0)) {
      throw new Undefined("not certainly nonzero");
    }
    return away;
  }

  @Override
  public int cost() {
    return reals.cost();
  }

  @Override
  public Ball<R> number(Rational value) {
    if (value.numerator().bitLength() > 490 || value.denominator().bitLength() > 490) {
      throw new Undefined("out of range");
    }
    boolean exact = value.isInteger() && value.numerator().bitLength() < EXACT_BITS;
    return exact ? new Ball<>(reals.of(value), zero, 0, true) : real(reals.of(value), 0);
  }

  @Override
  public Ball<R> constant(Expr.Constant constant) {
    return switch (constant) {
      case PI -> real(reals.pi(), 0);
      case E -> real(reals.exp(one), 0);
      case I -> ball(zero, one, 0, false);
      case INFINITY -> throw new Undefined("infinite");
    };
  }

  @Override
  public Ball<R> symbol(String name) {
    return number(point.value(name));
  }

  @Override
  public Ball<R> add(Ball<R> a, Ball<R> b) {
    return ball(
        reals.add(a.re(), b.re()),
        reals.add(a.im(), b.im()),
        a.error() + b.error(),
        a.real() && b.real());
  }

  @Override
  public Ball<R> multiply(Ball<R> a, Ball<R> b) {
    double error = size(a) * b.error() + size(b) * a.error() + a.error() * b.error();
    if (a.real() && b.real()) {
      return real(reals.multiply(a.re(), b.re()), error);
    }
    R re = reals.subtract(reals.multiply(a.re(), b.re()), reals.multiply(a.im(), b.im()));
    R im = reals.add(reals.multiply(a.re(), b.im()), reals.multiply(a.im(), b.re()));
    return ball(re, im, error + 4 * reals.epsilon() * size(a) * size(b), false);
  }

  private Ball<R> inverse(Ball<R> a) {
    double error = a.error() / (away(a) * size(a));
    if (a.real()) {
      return real(reals.divide(one, a.re()), error);
    }
    R norm = reals.add(reals.multiply(a.re(), a.re()), reals.multiply(a.im(), a.im()));
    return ball(
        reals.divide(a.re(), norm), reals.divide(reals.subtract(zero, a.im()), norm), error, false);
  }

  Ball<R> divide(Ball<R> a, Ball<R> b) {
    return multiply(a, inverse(b));
  }

  @Override
  public Ball<R> power(Ball<R> base, Rational exponent, @Nullable Rational exactBase) {
    if (exponent.isInteger() && exponent.abs().compareTo(Rational.of(LONGEST_POWER)) <= 0) {
      Ball<R> result = integerPower(base, Math.abs(exponent.intValue()));
      return exponent.signum() < 0 ? inverse(result) : result;
    }
    boolean negative = base.real() && reals.toDouble(base.re()) < 0;
    if (negative && exponent.denominator().testBit(0)) {
      Ball<R> positive = power(negate(base), exponent, null);
      return exponent.numerator().testBit(0) ? negate(positive) : positive;
    }
    if (exponent.equals(Rational.HALF) && base.real()) {
      return squareRoot(base, negative);
    }
    if (size(base) == 0 && base.error() == 0 && exponent.signum() > 0) {
      return base;
    }
    return exp(multiply(log(base), number(exponent)));
  }

  private Ball<R> squareRoot(Ball<R> base, boolean negative) {
    if (size(base) == 0 && base.error() == 0) {
      return base;
    }
    leftReals |= negative;
    double error = base.error() / Math.sqrt(away(base));
    R root = reals.sqrt(negative ? reals.subtract(zero, base.re()) : base.re());
    return negative ? ball(zero, root, error, false) : real(root, error);
  }

  private Ball<R> integerPower(Ball<R> base, int exponent) {
    Ball<R> result = number(Rational.ONE);
    Ball<R> square = base;
    for (int e = exponent; e > 0; e >>= 1) {
      if ((e & 1) == 1) {
        result = multiply(result, square);
      }
      if (e > 1) {
        square = multiply(square, square);
      }
    }
    return result;
  }

  @Override
  public Ball<R> power(Ball<R> base, Ball<R> exponent) {
    return exp(multiply(log(base), exponent));
  }

  Ball<R> negate(Ball<R> a) {
    return new Ball<>(
        reals.subtract(zero, a.re()), reals.subtract(zero, a.im()), a.error(), a.real());
  }

  private Ball<R> exp(Ball<R> a) {
    double exponent = reals.toDouble(a.re());
    if (!(Math.abs(exponent) < 300) || !(a.error() < 1)) {
      throw new Undefined("out of range");
    }
    double error = Math.exp(exponent) * 2 * a.error();
    R size = reals.exp(a.re());
    if (a.real()) {
      return real(size, error);
    }
    R re = reals.multiply(size, reals.cos(bounded(a.im())));
    R im = reals.multiply(size, reals.sin(bounded(a.im())));
    return ball(re, im, error, false);
  }

  private R bounded(R angle) {
    if (!(Math.abs(reals.toDouble(angle)) < 1e6)) {
      throw new Undefined("angle out of range");
    }
    return angle;
  }

  private Ball<R> log(Ball<R> a) {
    double error = a.error() / away(a) + 16 * reals.epsilon();
    if (a.real() && reals.toDouble(a.re()) > 0) {
      return real(reals.log(a.re()), error);
    }
    leftReals |= a.real();
    R norm = reals.add(reals.multiply(a.re(), a.re()), reals.multiply(a.im(), a.im()));
    return ball(reals.divide(reals.log(norm), reals.of(2.0)), argument(a), error, false);
  }

  private R argument(Ball<R> a) {
    double x = reals.toDouble(a.re());
    double y = reals.toDouble(a.im());
    if (Math.abs(x) < Math.abs(y)) {
      R right = reals.divide(reals.pi(), reals.of(y > 0 ? 2.0 : -2.0));
      return reals.subtract(right, reals.atan(reals.divide(a.re(), a.im())));
    }
    R angle = reals.atan(reals.divide(a.im(), a.re()));
    if (x > 0) {
      return angle;
    }
    return y >= 0 ? reals.add(angle, reals.pi()) : reals.subtract(angle, reals.pi());
  }

  @Override
  public Ball<R> call(String function, List<Ball<R>> arguments) {
    Ball<R> first = arguments.get(0);
    return switch (function) {
      case "abs" -> abs(first);
      case "exp" -> exp(first);
      case "ln" -> log(first);
      case "log" ->
          divide(
              log(first), log(arguments.size() > 1 ? arguments.get(1) : number(Rational.of(10))));
      case "sin" -> wave(first, true);
      case "cos" -> wave(first, false);
      case "tan" -> divide(wave(first, true), wave(first, false));
      case "sinh" -> half(exp(first), negate(exp(negate(first))));
      case "cosh" -> half(exp(first), exp(negate(first)));
      case "tanh" -> divide(call("sinh", arguments), call("cosh", arguments));
      case "arctan" -> arctan(first);
      case "arcsin" -> arcsin(first);
      case "arccos" -> add(real(reals.divide(reals.pi(), reals.of(2.0)), 0), negate(arcsin(first)));
      case "re" -> real(first.re(), first.error());
      case "im" -> real(first.im(), first.error());
      case "conj" ->
          new Ball<>(first.re(), reals.subtract(zero, first.im()), first.error(), first.real());
      case "mod" -> mod(first, arguments.get(1));
      case "floor", "ceil", "gcd", "lcm", "max", "min", "factorial", "binom", "permutations" ->
          discrete(function, arguments);
      default -> unknown(function, arguments);
    };
  }

  private Ball<R> mod(Ball<R> a, Ball<R> modulus) {
    Ball<R> whole = discrete("floor", List.of(divide(a, modulus)));
    return add(a, negate(multiply(modulus, whole)));
  }

  private Ball<R> abs(Ball<R> a) {
    if (a.real()) {
      return reals.toDouble(a.re()) < 0 ? negate(a) : a;
    }
    R norm = reals.add(reals.multiply(a.re(), a.re()), reals.multiply(a.im(), a.im()));
    return real(reals.sqrt(norm), a.error());
  }

  private Ball<R> half(Ball<R> a, Ball<R> b) {
    return multiply(add(a, b), number(Rational.HALF));
  }

  private Ball<R> wave(Ball<R> a, boolean sine) {
    if (a.real()) {
      R angle = bounded(a.re());
      double error = a.error() + 16 * reals.epsilon() * (1 + Math.abs(reals.toDouble(angle)));
      return real(sine ? reals.sin(angle) : reals.cos(angle), error);
    }
    Ball<R> up = exp(multiply(constant(Expr.Constant.I), a));
    Ball<R> down = inverse(up);
    return sine ? divide(half(up, negate(down)), constant(Expr.Constant.I)) : half(up, down);
  }

  private Ball<R> arctan(Ball<R> a) {
    if (!a.real()) {
      throw new Undefined("complex angle");
    }
    return real(reals.atan(a.re()), a.error() + 16 * reals.epsilon());
  }

  private Ball<R> arcsin(Ball<R> a) {
    double x = reals.toDouble(a.re());
    if (!a.real() || Math.abs(x) > 1) {
      throw new Undefined("complex angle");
    }
    if (Math.abs(x) == 1 && a.error() < 1e-10) {
      return real(reals.divide(reals.pi(), reals.of(2 * x)), Math.sqrt(2 * a.error()));
    }
    Ball<R> rest = add(number(Rational.ONE), negate(multiply(a, a)));
    return arctan(divide(a, squareRoot(rest, false)));
  }

  /** Computes functions of exactly known rationals, at points whose coordinates are integers. */
  private Ball<R> discrete(String function, List<Ball<R>> arguments) {
    return Discrete.call(this, function, arguments);
  }

  /**
   * Returns a pseudo-random value of an unknown function, the same for arguments that agree in ten
   * digits.
   */
  private Ball<R> unknown(String function, List<Ball<R>> arguments) {
    long h = PrimeField.hash(7, function);
    for (Ball<R> a : arguments) {
      h = PrimeField.mix(h, rounded(reals.toDouble(a.re())));
      h = PrimeField.mix(h, rounded(reals.toDouble(a.im())));
    }
    return number(Rational.of(1 + h % 1_000_003, 1_000_003));
  }

  private static long rounded(double value) {
    return Math.round(value * 1e7);
  }
}
