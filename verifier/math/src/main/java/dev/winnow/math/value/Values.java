package dev.winnow.math.value;

import dev.winnow.math.expr.Build;
import dev.winnow.math.expr.Expr;
import dev.winnow.math.expr.LimitExceeded;
import dev.winnow.math.expr.Rational;
import dev.winnow.math.expr.WorkBudget;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether two expressions have the same value, by the cheapest conclusive test first:
 *
 * <ol>
 *   <li>both rational: exactly;
 *   <li>agreement modulo a 61-bit prime at a random point proves equality with an error probability
 *       of d / 2^61 for degree d (below 2^-50 for anything within the digit limit); disagreement of
 *       plain rational functions disproves it;
 *   <li>error-bounded doubles at four points disprove it if the error intervals do not meet;
 *   <li>the remaining points are decided with fifty digits: agreement within the error bound, at
 *       most 10^-25 of the size, counts as equal. Different expressions of the size common in
 *       answers agree with a probability below 10^-20.
 * </ol>
 *
 * <p>A point decides nothing if it lies outside the common domain: a root or a logarithm of a
 * negative number occurs in an expression without i, only one side is real, or a side has no value.
 */
public final class Values {
  private static final long SEED = 0x57494E4E4F57L;
  private static final double AGREEMENT = 1e-25;
  private static final int FIRST_STEPS = 200;

  private static final List<Point> REALS =
      List.of(
          new Point(SEED, Point.Kind.POSITIVE),
          new Point(SEED + 1, Point.Kind.NEGATIVE),
          new Point(SEED + 2, Point.Kind.MIXED));

  /** Points where factorials and divisors have values; several, since integers collide easily. */
  private static final List<Point> INTEGERS =
      List.of(
          new Point(SEED + 3, Point.Kind.INTEGER),
          new Point(SEED + 4, Point.Kind.INTEGER),
          new Point(SEED + 5, Point.Kind.INTEGER),
          new Point(SEED + 6, Point.Kind.INTEGER));

  private final WorkBudget budget;

  public Values(WorkBudget budget) {
    this.budget = budget;
  }

  /** Returns the exact value if there is one. */
  public @Nullable Rational exact(Expr expr) {
    return Exact.rational(expr, budget);
  }

  public Sameness compare(Expr left, Expr right) {
    if (left.equals(right)) {
      return Sameness.SAME;
    }
    Rational a = exactOrUnknown(left);
    Rational b = exactOrUnknown(right);
    if (a != null && b != null) {
      return a.equals(b) ? Sameness.SAME : Sameness.DIFFERENT;
    }
    Sameness modular = modular(left, right);
    return modular == Sameness.UNKNOWN ? numeric(left, right) : modular;
  }

  private @Nullable Rational exactOrUnknown(Expr expr) {
    try {
      return exact(expr);
    } catch (LimitExceeded e) {
      return null;
    }
  }

  private Sameness modular(Expr left, Expr right) {
    Modular field = new Modular(SEED);
    Evaluator<Long> evaluator = new Evaluator<>(field, budget);
    try {
      boolean same = evaluator.value(left).equals(evaluator.value(right));
      return same ? Sameness.SAME : field.isFaithful() ? Sameness.DIFFERENT : Sameness.UNKNOWN;
    } catch (Undefined | LimitExceeded e) {
      return Sameness.UNKNOWN;
    }
  }

  private Sameness numeric(Expr left, Expr right) {
    if (!Symbols.any(left) && !Symbols.any(right)) {
      return at(REALS.get(0), left, right, false);
    }
    Sameness real = everywhere(REALS, left, right);
    return real == Sameness.UNKNOWN ? everywhere(INTEGERS, left, right) : real;
  }

  /** A difference at one point decides; otherwise agreement at one point suffices. */
  private Sameness everywhere(List<Point> points, Expr left, Expr right) {
    Sameness same = Sameness.UNKNOWN;
    for (Point point : points) {
      Sameness here = at(point, left, right, true);
      if (here == Sameness.DIFFERENT) {
        return here;
      }
      same = here == Sameness.SAME ? here : same;
    }
    return same;
  }

  private Sameness at(Point point, Expr left, Expr right, boolean realOnly) {
    budget.spend(FIRST_STEPS);
    Sameness rough = near(new Balls<>(Doubles.INSTANCE, point), left, right, realOnly, 0);
    return rough == Sameness.DIFFERENT ? rough : precise(point, left, right, realOnly);
  }

  private Sameness precise(Point point, Expr left, Expr right, boolean realOnly) {
    budget.spend(2 * FIRST_STEPS);
    return near(new Balls<>(Decimals.INSTANCE, point), left, right, realOnly, AGREEMENT);
  }

  private <R> Sameness near(
      Balls<R> balls, Expr left, Expr right, boolean realOnly, double agreement) {
    Evaluator<Ball<R>> evaluator = new Evaluator<>(balls, budget);
    Ball<R> a;
    Ball<R> b;
    try {
      a = evaluator.value(left);
      b = evaluator.value(right);
    } catch (Undefined e) {
      return Sameness.UNKNOWN;
    }
    boolean outside = balls.hasLeftReals() && !isComplex(left) && !isComplex(right);
    if (realOnly && (outside || isReal(balls, a) != isReal(balls, b))) {
      return Sameness.UNKNOWN;
    }
    double distance = balls.size(balls.add(a, balls.negate(b)));
    double error = a.error() + b.error();
    if (distance > error) {
      return Sameness.DIFFERENT;
    }
    double size = Math.max(balls.size(a), 1e-12);
    return error <= agreement * size || agreement == 0 ? Sameness.SAME : Sameness.UNKNOWN;
  }

  private static boolean isComplex(Expr expr) {
    return Symbols.contains(expr, Expr.Constant.I);
  }

  private static <R> boolean isReal(Balls<R> balls, Ball<R> a) {
    return a.real() || Math.abs(balls.reals.toDouble(a.im())) <= a.error();
  }

  /**
   * Returns whether {@code left = c * right} for a constant c other than zero; {@code positive}
   * requires c above zero. The test is left(p) right(q) = left(q) right(p) at pairs of points, in
   * the prime field and then in decimals.
   */
  public boolean proportional(Expr left, Expr right, boolean positive) {
    Expr l = Symbols.renamed(left, "'");
    Expr r = Symbols.renamed(right, "'");
    Expr across = Build.times(left, r);
    Expr back = Build.times(l, right);
    if (compare(left, Expr.Num.of(0)) != Sameness.DIFFERENT
        || compare(right, Expr.Num.of(0)) != Sameness.DIFFERENT) {
      return false;
    }
    return compare(across, back) == Sameness.SAME && (!positive || sign(left) == sign(right));
  }

  /** Returns the sign at one point, or 0 if it is uncertain. */
  public int sign(Expr expr) {
    Rational exact = exactOrUnknown(expr);
    if (exact != null) {
      return exact.signum();
    }
    try {
      Balls<Double> balls = new Balls<>(Doubles.INSTANCE, new Point(SEED, Point.Kind.POSITIVE));
      Ball<Double> value = new Evaluator<>(balls, budget).value(expr);
      return isReal(balls, value) && Math.abs(value.re()) > value.error()
          ? (value.re() > 0 ? 1 : -1)
          : 0;
    } catch (Undefined e) {
      return 0;
    }
  }

  /**
   * Returns whether two expressions without variables lie within the given distance of each other.
   */
  public boolean within(Expr left, Expr right, Rational distance) {
    Rational a = exactOrUnknown(left);
    Rational b = exactOrUnknown(right);
    if (a != null && b != null) {
      return a.minus(b).abs().compareTo(distance) <= 0;
    }
    if (Symbols.any(left) || Symbols.any(right)) {
      return false;
    }
    try {
      Balls<BigDecimal> balls =
          new Balls<>(Decimals.INSTANCE, new Point(SEED, Point.Kind.POSITIVE));
      Evaluator<Ball<BigDecimal>> evaluator = new Evaluator<>(balls, budget);
      Ball<BigDecimal> apart =
          balls.add(evaluator.value(left), balls.negate(evaluator.value(right)));
      return balls.size(apart) + apart.error() <= distance.doubleValue();
    } catch (Undefined e) {
      return false;
    }
  }

  /** Returns the real value of a constant expression in double precision, or NaN. */
  public double approximate(Expr expr) {
    if (expr == Expr.Constant.INFINITY) {
      return Double.POSITIVE_INFINITY;
    }
    try {
      Balls<Double> balls = new Balls<>(Doubles.INSTANCE, new Point(SEED, Point.Kind.POSITIVE));
      Ball<Double> value = new Evaluator<>(balls, budget).value(expr);
      return isReal(balls, value) ? value.re() : Double.NaN;
    } catch (Undefined e) {
      return Double.NaN;
    }
  }
}
