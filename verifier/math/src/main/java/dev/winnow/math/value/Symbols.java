package dev.winnow.math.value;

import dev.winnow.math.expr.Expr;
import java.util.List;
import java.util.function.Predicate;

/** Queries about the variables of an expression. */
public final class Symbols {
  private Symbols() {}

  /** Returns whether the expression has a variable. */
  public static boolean any(Expr expr) {
    return any(expr, leaf -> leaf instanceof Expr.Sym);
  }

  /** Returns whether the expression has this constant. */
  public static boolean contains(Expr expr, Expr.Constant constant) {
    return any(expr, leaf -> leaf == constant);
  }

  private static boolean any(Expr expr, Predicate<Expr> wanted) {
    return switch (expr) {
      case Expr.Sum s -> any(s.terms(), wanted);
      case Expr.Product p -> any(p.factors(), wanted);
      case Expr.Power p -> any(p.base(), wanted) || any(p.exponent(), wanted);
      case Expr.Call c -> any(c.arguments(), wanted);
      case Expr.Quantity q -> any(q.value(), wanted);
      case Expr.Relation r -> any(r.sides(), wanted);
      case Expr.Group g -> any(g.items(), wanted);
      case Expr.Matrix m -> any(m.entries(), wanted);
      case Expr.SetOperation o -> any(o.left(), wanted) || any(o.right(), wanted);
      default -> wanted.test(expr);
    };
  }

  private static boolean any(List<Expr> exprs, Predicate<Expr> wanted) {
    for (Expr expr : exprs) {
      if (any(expr, wanted)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the same expression with logarithms without a base as natural ones. */
  public static Expr withNaturalLogarithms(Expr expr) {
    return switch (expr) {
      case Expr.Call c ->
          new Expr.Call(isBareLogarithm(c) ? "ln" : c.function(), natural(c.arguments()));
      case Expr.Sum s -> new Expr.Sum(natural(s.terms()));
      case Expr.Product p -> new Expr.Product(natural(p.factors()));
      case Expr.Power p ->
          new Expr.Power(withNaturalLogarithms(p.base()), withNaturalLogarithms(p.exponent()));
      default -> expr;
    };
  }

  private static boolean isBareLogarithm(Expr.Call call) {
    return call.function().equals("log") && call.arguments().size() == 1;
  }

  private static List<Expr> natural(List<Expr> exprs) {
    return exprs.stream().map(Symbols::withNaturalLogarithms).toList();
  }

  /** Returns the same expression in other variables. */
  public static Expr renamed(Expr expr, String suffix) {
    return switch (expr) {
      case Expr.Sym s -> new Expr.Sym(s.name() + suffix);
      case Expr.Sum s -> new Expr.Sum(renamed(s.terms(), suffix));
      case Expr.Product p -> new Expr.Product(renamed(p.factors(), suffix));
      case Expr.Power p -> new Expr.Power(renamed(p.base(), suffix), renamed(p.exponent(), suffix));
      case Expr.Call c -> new Expr.Call(c.function(), renamed(c.arguments(), suffix));
      case Expr.Quantity q -> new Expr.Quantity(renamed(q.value(), suffix), q.unit());
      default -> expr;
    };
  }

  private static List<Expr> renamed(List<Expr> exprs, String suffix) {
    return exprs.stream().map(e -> renamed(e, suffix)).toList();
  }
}
