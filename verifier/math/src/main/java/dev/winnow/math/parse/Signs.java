package dev.winnow.math.parse;

import dev.winnow.math.expr.Build;
import dev.winnow.math.expr.Expr;
import java.util.List;

/**
 * Expands a clause with plus-minus signs into its two readings; all signs of one clause change
 * together.
 */
final class Signs {
  static final String PLUS_MINUS = "plusminus";
  static final String MINUS_PLUS = "minusplus";

  private Signs() {}

  static Expr expanded(Expr clause) {
    if (!contains(clause)) {
      return clause;
    }
    return new Expr.Group(Expr.Bracket.BARE, List.of(chosen(clause, true), chosen(clause, false)));
  }

  private static boolean contains(Expr expr) {
    return switch (expr) {
      case Expr.Call c ->
          c.function().equals(PLUS_MINUS)
              || c.function().equals(MINUS_PLUS)
              || c.arguments().stream().anyMatch(Signs::contains);
      case Expr.Sum s -> s.terms().stream().anyMatch(Signs::contains);
      case Expr.Product p -> p.factors().stream().anyMatch(Signs::contains);
      case Expr.Power p -> contains(p.base()) || contains(p.exponent());
      case Expr.Relation r -> r.sides().stream().anyMatch(Signs::contains);
      case Expr.Quantity q -> contains(q.value());
      case Expr.Group g -> g.items().stream().anyMatch(Signs::contains);
      default -> false;
    };
  }

  private static Expr chosen(Expr expr, boolean plus) {
    return switch (expr) {
      case Expr.Call c -> call(c, plus);
      case Expr.Sum s -> new Expr.Sum(all(s.terms(), plus));
      case Expr.Product p -> new Expr.Product(all(p.factors(), plus));
      case Expr.Power p -> new Expr.Power(chosen(p.base(), plus), chosen(p.exponent(), plus));
      case Expr.Relation r -> new Expr.Relation(all(r.sides(), plus), r.ops());
      case Expr.Quantity q -> new Expr.Quantity(chosen(q.value(), plus), q.unit());
      case Expr.Group g -> new Expr.Group(g.bracket(), all(g.items(), plus));
      default -> expr;
    };
  }

  private static Expr call(Expr.Call call, boolean plus) {
    return switch (call.function()) {
      case PLUS_MINUS -> signed(chosen(call.arguments().get(0), plus), plus);
      case MINUS_PLUS -> signed(chosen(call.arguments().get(0), plus), !plus);
      default -> new Expr.Call(call.function(), all(call.arguments(), plus));
    };
  }

  private static List<Expr> all(List<Expr> exprs, boolean plus) {
    return exprs.stream().map(e -> chosen(e, plus)).toList();
  }

  private static Expr signed(Expr expr, boolean plus) {
    return plus ? expr : Build.negate(expr);
  }
}
