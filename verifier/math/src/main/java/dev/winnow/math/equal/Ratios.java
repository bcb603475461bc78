package dev.winnow.math.equal;

import dev.winnow.math.expr.Build;
import dev.winnow.math.expr.Expr;
import dev.winnow.math.expr.Expr.Num;
import dev.winnow.math.expr.Rational;
import dev.winnow.math.value.Sameness;
import dev.winnow.math.value.Values;
import java.util.List;

/**
 * Compares expressions with colons. {@code 3:05} is a time, {@code 3:5} is a ratio, and {@code
 * 10:15} may be either: it is interpreted like the reference.
 */
final class Ratios {
  private final Values values;

  Ratios(Values values) {
    this.values = values;
  }

  static boolean isWritten(Expr expr) {
    return expr instanceof Expr.Call c
        && (c.function().equals("ratio") || c.function().equals("clock"));
  }

  Equality compare(Expr gold, Expr candidate) {
    if (Times.isClock(gold) || Times.isClock(candidate)) {
      return Times.compare(gold, candidate);
    }
    List<Expr> a = parts(gold);
    List<Expr> b = parts(candidate);
    if (a.size() == b.size() && a.size() > 1) {
      return sameLength(a, b);
    }
    List<Expr> ratio = a.size() > 1 ? a : b;
    Expr number = a.size() > 1 ? candidate : gold;
    if (ratio.size() != 2 || Times.mayBeTime(ratio)) {
      return Equality.different("ratio");
    }
    Expr quotient = Build.divide(ratio.get(0), ratio.get(1));
    return Equality.of(values.compare(quotient, number) == Sameness.SAME, "ratio");
  }

  private Equality sameLength(List<Expr> gold, List<Expr> candidate) {
    if (sameParts(gold, candidate)) {
      return Equality.equal("ratio");
    }
    if (Times.mayBeTime(gold) && Times.mayBeTime(candidate)) {
      return Times.written(gold, candidate);
    }
    boolean proportional =
        hasNoZero(gold) && hasNoZero(candidate) && proportionalParts(gold, candidate);
    boolean time = Times.mayBeTime(gold);
    if (proportional && time && !Times.mayBeTime(candidate)) {
      return Equality.unclear("time or ratio");
    }
    return Equality.of(proportional && !time, "ratio");
  }

  static List<Expr> parts(Expr expr) {
    return isWritten(expr) ? ((Expr.Call) expr).arguments() : List.of(expr);
  }

  /** Scores such as 4:0 and 2:0 are proportional, but not the same. */
  private static boolean hasNoZero(List<Expr> parts) {
    return parts.stream().noneMatch(p -> p instanceof Num n && n.value().equals(Rational.ZERO));
  }

  private boolean sameParts(List<Expr> a, List<Expr> b) {
    for (int i = 0; i < a.size(); i++) {
      if (values.compare(a.get(i), b.get(i)) != Sameness.SAME) {
        return false;
      }
    }
    return true;
  }

  private boolean proportionalParts(List<Expr> a, List<Expr> b) {
    for (int i = 1; i < a.size(); i++) {
      Expr left = Build.times(a.get(0), b.get(i));
      Expr right = Build.times(b.get(0), a.get(i));
      if (values.compare(left, right) != Sameness.SAME) {
        return false;
      }
    }
    return true;
  }
}
