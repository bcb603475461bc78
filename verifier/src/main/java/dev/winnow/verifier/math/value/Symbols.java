package dev.winnow.verifier.math.value;

import dev.winnow.verifier.math.expr.Expr;
import java.util.List;

/** Questions about the variables of an expression. */
public final class Symbols {
  private Symbols() {}

  public static boolean any(Expr expr) {
    return switch (expr) {
      case Expr.Sym s -> true;
      case Expr.Sum s -> any(s.terms());
      case Expr.Product p -> any(p.factors());
      case Expr.Power p -> any(p.base()) || any(p.exponent());
      case Expr.Call c -> any(c.arguments());
      case Expr.Quantity q -> any(q.value());
      case Expr.Relation r -> any(r.sides());
      case Expr.Group g -> any(g.items());
      case Expr.Matrix m -> any(m.entries());
      case Expr.SetOperation o -> any(o.left()) || any(o.right());
      default -> false;
    };
  }

  private static boolean any(List<Expr> exprs) {
    for (Expr expr : exprs) {
      if (any(expr)) {
        return true;
      }
    }
    return false;
  }

  /** The same expression in other variables. */
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
