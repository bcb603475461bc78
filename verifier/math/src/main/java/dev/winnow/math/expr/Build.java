package dev.winnow.math.expr;

import dev.winnow.math.expr.Expr.Num;
import dev.winnow.math.expr.Expr.Power;
import dev.winnow.math.expr.Expr.Product;
import dev.winnow.math.expr.Expr.Sum;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds sums, products and powers. Arguments are never changed. Only the sign of a literal and the
 * quotient of two literals are worked out, exactly; nothing else is simplified.
 */
public final class Build {
  private Build() {}

  /** Returns the sum of the terms, at least one; a single term is returned as it is. */
  public static Expr sum(List<Expr> terms) {
    return terms.size() == 1 ? terms.get(0) : new Sum(terms);
  }

  /** Returns the product of the factors, at least one; a single factor is returned as it is. */
  public static Expr product(List<Expr> factors) {
    return factors.size() == 1 ? factors.get(0) : new Product(factors);
  }

  /** Returns the product of both; the factors of a product become factors of the new one. */
  public static Expr times(Expr left, Expr right) {
    List<Expr> factors = new ArrayList<>();
    addFactors(factors, left);
    addFactors(factors, right);
    return new Product(factors);
  }

  /** Returns the product of all; the factors of a product become factors of the new one. */
  public static Expr times(Expr first, List<Expr> more) {
    List<Expr> factors = new ArrayList<>(more.size() + 1);
    addFactors(factors, first);
    more.forEach(factor -> addFactors(factors, factor));
    return new Product(factors);
  }

  private static void addFactors(List<Expr> factors, Expr expr) {
    if (expr instanceof Product p) {
      factors.addAll(p.factors());
    } else {
      factors.add(expr);
    }
  }

  /**
   * Returns minus the expression: a literal keeps its number of decimals and a quantity its unit;
   * anything else is multiplied by -1.
   */
  public static Expr negate(Expr expr) {
    if (expr instanceof Num n) {
      return new Num(n.value().negated(), n.places());
    }
    if (expr instanceof Expr.Quantity q) {
      return new Expr.Quantity(negate(q.value()), q.unit());
    }
    return times(Num.of(-1), expr);
  }

  /** Returns the sum of the left and the negated right expression. */
  public static Expr minus(Expr left, Expr right) {
    return new Sum(List.of(left, negate(right)));
  }

  /**
   * Returns the quotient: one literal for two literals, otherwise the left expression times the
   * right one to the power -1. A division by zero is not worked out here.
   *
   * @throws LimitExceeded if the quotient of two literals has too many digits
   */
  public static Expr divide(Expr left, Expr right) {
    if (left instanceof Num a && right instanceof Num b && !b.value().isZero()) {
      return Num.of(a.value().times(b.value().inverse()));
    }
    return times(left, new Power(right, Num.of(-1)));
  }

  /**
   * Returns the radicand to the power of one divided by the index; an index of zero is not refused.
   */
  public static Expr root(Expr radicand, Expr index) {
    return new Power(radicand, divide(Num.of(1), index));
  }
}
