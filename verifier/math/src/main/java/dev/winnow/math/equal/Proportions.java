package dev.winnow.math.equal;

import dev.winnow.math.expr.Build;
import dev.winnow.math.expr.Expr;
import dev.winnow.math.expr.Expr.Num;
import dev.winnow.math.expr.Rational;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Converts {@code a:b = 2:3} and {@code a/b = 2/3} to the same form, without ratios and
 * denominators.
 */
final class Proportions {
  /** A numerator over a denominator. */
  private record Fraction(Expr over, Expr under) {}

  private Proportions() {}

  static boolean isRatioEquation(Expr.Relation equation) {
    return equation.sides().size() == 2 && equation.sides().stream().anyMatch(Proportions::isRatio);
  }

  private static boolean isRatio(Expr expr) {
    return expr instanceof Expr.Call c && c.function().equals("ratio");
  }

  /** Returns the difference of the cross products, or null if a side has another form. */
  static @Nullable Expr crossed(Expr.Relation equation) {
    Fraction left = equation.sides().size() == 2 ? fraction(equation.first()) : null;
    Fraction right = left == null ? null : fraction(equation.last());
    return left == null || right == null
        ? null
        : Build.minus(
            Build.times(left.over(), right.under()), Build.times(right.over(), left.under()));
  }

  private static @Nullable Fraction fraction(Expr side) {
    if (isRatio(side)) {
      List<Expr> parts = ((Expr.Call) side).arguments();
      return parts.size() == 2 ? new Fraction(parts.get(0), parts.get(1)) : null;
    }
    List<Expr> over = new ArrayList<>(List.of(Num.of(1)));
    List<Expr> under = new ArrayList<>(List.of(Num.of(1)));
    List<Expr> factors = side instanceof Expr.Product p ? p.factors() : List.of(side);
    for (Expr factor : factors) {
      if (factor instanceof Expr.Power p
          && p.exponent() instanceof Num n
          && n.value().equals(Rational.MINUS_ONE)) {
        under.add(p.base());
      } else {
        over.add(factor);
      }
    }
    return new Fraction(Build.product(over), Build.product(under));
  }
}
