package dev.winnow.math.expr;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** Writes a tree on one line, for findings and messages. */
public final class Printer {
  private Printer() {}

  /** Returns the tree as text; the text of one that could not be parsed is as it was written. */
  public static String print(Expr expr) {
    return switch (expr) {
      case Expr.Num n -> n.value().toString();
      case Expr.Sym s -> s.name();
      case Expr.Constant c -> c.name().toLowerCase(Locale.ROOT);
      case Expr.Sum s -> joined(s.terms(), " + ", "(", ")");
      case Expr.Product p -> joined(p.factors(), "*", "", "");
      case Expr.Power p -> atom(p.base()) + "^" + atom(p.exponent());
      case Expr.Call c -> joined(c.arguments(), ", ", c.function() + "(", ")");
      case Expr.Relation r -> relation(r);
      case Expr.Group g -> joined(g.items(), ", ", g.bracket().left, g.bracket().right);
      case Expr.SetOperation o ->
          print(o.left())
              + " "
              + o.operator().name().toLowerCase(Locale.ROOT)
              + " "
              + print(o.right());
      case Expr.Matrix m ->
          joined(m.entries(), ", ", "matrix" + m.rows() + "x" + m.columns() + "(", ")");
      case Expr.Quantity q -> print(q.value()) + " " + q.unit();
      case Expr.Text t -> t.raw();
    };
  }

  private static String atom(Expr expr) {
    boolean plain =
        expr instanceof Expr.Sym
            || expr instanceof Expr.Constant
            || expr instanceof Expr.Call
            || expr instanceof Expr.Num n && n.value().isInteger() && n.value().signum() >= 0;
    return plain ? print(expr) : "(" + print(expr) + ")";
  }

  private static String relation(Expr.Relation relation) {
    StringBuilder out = new StringBuilder(print(relation.first()));
    for (int i = 0; i < relation.ops().size(); i++) {
      out.append(sign(relation.ops().get(i))).append(print(relation.sides().get(i + 1)));
    }
    return out.toString();
  }

  private static String sign(Expr.Op op) {
    return switch (op) {
      case EQUAL -> " = ";
      case NOT_EQUAL -> " != ";
      case LESS -> " < ";
      case LESS_OR_EQUAL -> " <= ";
      case GREATER -> " > ";
      case GREATER_OR_EQUAL -> " >= ";
      case IN -> " in ";
      case APPROXIMATE -> " ~ ";
    };
  }

  private static String joined(List<Expr> items, String separator, String left, String right) {
    StringJoiner joiner = new StringJoiner(separator, left, right);
    items.forEach(item -> joiner.add(print(item)));
    return joiner.toString();
  }
}
