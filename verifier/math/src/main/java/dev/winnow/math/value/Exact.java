package dev.winnow.math.value;

import dev.winnow.math.expr.Expr;
import dev.winnow.math.expr.LimitExceeded;
import dev.winnow.math.expr.Rational;
import dev.winnow.math.expr.WorkBudget;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Exact rational arithmetic: everything irrational or symbolic is undefined. */
public final class Exact implements Arithmetic<Rational> {
  private static final int LARGEST_ROOT = 64;
  private static final int LARGEST_FACTORIAL = 2100;

  private final WorkBudget budget;

  private Exact(WorkBudget budget) {
    this.budget = budget;
  }

  /** Returns the exact value, or null if the expression is not certainly rational. */
  public static @Nullable Rational rational(Expr expr, WorkBudget budget) {
    if (expr instanceof Expr.Num n) {
      return n.value();
    }
    if (expr instanceof Expr.Sym || expr instanceof Expr.Constant) {
      return null;
    }
    try {
      return new Evaluator<>(new Exact(budget), budget).value(expr);
    } catch (Undefined e) {
      return null;
    }
  }

  @Override
  public int cost() {
    return 10;
  }

  @Override
  public Rational number(Rational value) {
    return value;
  }

  @Override
  public Rational constant(Expr.Constant constant) {
    throw new Undefined("irrational");
  }

  @Override
  public Rational symbol(String name) {
    throw new Undefined("symbolic");
  }

  @Override
  public Rational add(Rational left, Rational right) {
    budget.spend(
        left.isInteger() && right.isInteger() ? cost(left) + cost(right) : fractions(left, right));
    return left.plus(right);
  }

  @Override
  public Rational multiply(Rational left, Rational right) {
    budget.spend(
        left.isInteger() && right.isInteger() ? cost(left) * cost(right) : fractions(left, right));
    return left.times(right);
  }

  /** Returns the cost of reducing fractions, which takes a quadratic number of steps. */
  private static long fractions(Rational left, Rational right) {
    long limbs = cost(left) + cost(right);
    return 4 * limbs * limbs;
  }

  private static long cost(Rational value) {
    return 1 + (value.numerator().bitLength() + value.denominator().bitLength()) / 64;
  }

  @Override
  public Rational power(Rational base, Rational exponent, @Nullable Rational exactBase) {
    if (base.isZero() && exponent.signum() <= 0) {
      throw new Undefined("zero to a power not positive");
    }
    Rational root = exponent.isInteger() ? base : root(base, exponent.denominator());
    if (root.abs().equals(Rational.ONE) || root.isZero()) {
      return root.signum() < 0 && !exponent.numerator().testBit(0) ? Rational.ONE : root;
    }
    if (exponent.numerator().bitLength() > 20) {
      throw new Undefined("huge power");
    }
    long limbs = cost(root) * Math.abs(exponent.numerator().longValue());
    if (limbs > WorkBudget.MAX_BITS) {
      throw new Undefined("huge power");
    }
    budget.spend(limbs);
    return root.pow(exponent.numerator().intValue());
  }

  @Override
  public Rational power(Rational base, Rational exponent) {
    return power(base, exponent, base);
  }

  private Rational root(Rational base, BigInteger index) {
    if (index.compareTo(BigInteger.valueOf(LARGEST_ROOT)) > 0) {
      throw new Undefined("irrational");
    }
    int n = index.intValue();
    if (base.signum() < 0) {
      if (n % 2 == 0) {
        throw new Undefined("not real");
      }
      return root(base.negated(), index).negated();
    }
    return Rational.of(root(base.numerator(), n), root(base.denominator(), n));
  }

  private BigInteger root(BigInteger value, int n) {
    if (value.bitLength() > 2000) {
      throw new Undefined("huge root");
    }
    BigInteger guess = n == 2 ? value.sqrt() : newtonRoot(value, n);
    if (!guess.pow(n).equals(value)) {
      throw new Undefined("irrational");
    }
    return guess;
  }

  private BigInteger newtonRoot(BigInteger value, int n) {
    if (value.signum() == 0) {
      return value;
    }
    BigInteger guess = BigInteger.ONE.shiftLeft(value.bitLength() / n + 1);
    while (true) {
      budget.spend(20);
      BigInteger next =
          guess
              .multiply(BigInteger.valueOf(n - 1L))
              .add(value.divide(guess.pow(n - 1)))
              .divide(BigInteger.valueOf(n));
      if (next.compareTo(guess) >= 0) {
        return guess;
      }
      guess = next;
    }
  }

  @Override
  public Rational call(String function, List<Rational> arguments) {
    Rational first = arguments.isEmpty() ? Rational.ZERO : arguments.get(0);
    return switch (function) {
      case "abs" -> first.abs();
      case "floor" -> first.floor();
      case "ceil" -> first.negated().floor().negated();
      case "factorial" -> factorial(first);
      case "doublefactorial" -> product(natural(first), 2);
      case "binom" -> binomial(first, arguments.get(1));
      case "permutations" -> falling(natural(first), natural(arguments.get(1)));
      case "mod" -> mod(first, arguments.get(1));
      case "gcd" -> arguments.stream().reduce(Exact::gcd).orElseThrow();
      case "lcm" -> arguments.stream().reduce(Exact::lcm).orElseThrow();
      case "max" -> arguments.stream().max(Rational::compareTo).orElseThrow();
      case "min" -> arguments.stream().min(Rational::compareTo).orElseThrow();
      case "log" -> log(first, arguments.size() > 1 ? arguments.get(1) : Rational.of(10));
      case "ln" -> zeroAt(first, Rational.ONE);
      case "sin", "tan", "sinh", "tanh", "arcsin", "arctan" -> zeroAt(first, Rational.ZERO);
      case "exp", "cos", "cosh" -> zeroAt(first, Rational.ZERO).plus(Rational.ONE);
      default -> throw new Undefined("no exact " + function);
    };
  }

  private static Rational zeroAt(Rational argument, Rational zero) {
    if (argument.equals(zero)) {
      return Rational.ZERO;
    }
    throw new Undefined("irrational");
  }

  private static int natural(Rational value) {
    if (!value.isSmallInteger() || value.signum() < 0) {
      throw new Undefined("not a natural number");
    }
    if (value.intValue() > LARGEST_FACTORIAL) {
      throw new LimitExceeded("digits");
    }
    return value.intValue();
  }

  private Rational factorial(Rational value) {
    if (value.isInteger() && value.signum() > 0 && !value.isSmallInteger()) {
      throw new LimitExceeded("digits");
    }
    return product(natural(value), 1);
  }

  private Rational product(int from, int step) {
    budget.spend(from * (1 + from / 30L));
    BigInteger total = BigInteger.ONE;
    for (int i = from; i > 1; i -= step) {
      total = total.multiply(BigInteger.valueOf(i));
    }
    return Rational.of(total);
  }

  private Rational falling(int n, int k) {
    budget.spend(n);
    BigInteger total = BigInteger.ONE;
    for (int i = 0; i < k; i++) {
      total = total.multiply(BigInteger.valueOf(n - (long) i));
    }
    return Rational.of(total);
  }

  private Rational binomial(Rational n, Rational k) {
    if (!n.isSmallInteger() || !k.isSmallInteger() || k.signum() < 0 || n.signum() < 0) {
      throw new Undefined("not a natural number");
    }
    if (k.compareTo(n) > 0) {
      return Rational.ZERO;
    }
    int top = n.intValue();
    int chosen = Math.min(k.intValue(), top - k.intValue());
    if (chosen > LARGEST_FACTORIAL) {
      throw new LimitExceeded("digits");
    }
    budget.spend(1 + (long) chosen * chosen / 64);
    BigInteger total = BigInteger.ONE;
    for (int i = 1; i <= chosen; i++) {
      total =
          total.multiply(BigInteger.valueOf(top - chosen + (long) i)).divide(BigInteger.valueOf(i));
    }
    return Rational.of(total);
  }

  private static Rational mod(Rational value, Rational modulus) {
    if (modulus.isZero()) {
      throw new Undefined("modulus zero");
    }
    return value.minus(modulus.times(value.times(modulus.inverse()).floor()));
  }

  private static Rational gcd(Rational a, Rational b) {
    BigInteger denominator = a.denominator().multiply(b.denominator());
    BigInteger numerator =
        a.numerator().multiply(b.denominator()).gcd(b.numerator().multiply(a.denominator()));
    return Rational.of(numerator, denominator);
  }

  private static Rational lcm(Rational a, Rational b) {
    return a.isZero() || b.isZero() ? Rational.ZERO : a.times(b).abs().times(gcd(a, b).inverse());
  }

  /** Returns the logarithm if it is a small integer power: {@code log_2 8}. */
  private Rational log(Rational value, Rational base) {
    if (value.signum() <= 0 || base.signum() <= 0 || base.equals(Rational.ONE)) {
      throw new Undefined("no logarithm");
    }
    Rational up = Rational.ONE;
    Rational down = Rational.ONE;
    for (int i = 0; i <= LARGEST_ROOT; i++) {
      budget.spend(4);
      if (up.equals(value)) {
        return Rational.of(i);
      }
      if (down.equals(value)) {
        return Rational.of(-i);
      }
      up = up.times(base);
      down = down.times(base.inverse());
    }
    throw new Undefined("irrational");
  }
}
