package dev.winnow.math.equal;

import dev.winnow.math.expr.Expr;
import dev.winnow.math.expr.Expr.Op;
import dev.winnow.math.expr.Rational;
import dev.winnow.math.value.Symbols;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads equations that name their answer: {@code x = 5}, {@code f(x) = 2x}, {@code (p, q) = (3,
 * 2)}, {@code 2 = x}.
 */
final class Assignments {
  record Named(Expr name, Expr value) {}

  private Assignments() {}

  /** Returns the relation without an approximation after it: {@code 1/3 ~ 0.333} means 1/3. */
  static Expr settled(Expr expr) {
    if (!(expr instanceof Expr.Relation r)) {
      return expr;
    }
    int at = r.ops().indexOf(Op.APPROXIMATE);
    if (at < 0) {
      return r;
    }
    if (at == 0) {
      return isName(r.first())
          ? new Expr.Relation(List.of(r.first(), r.last()), List.of(Op.EQUAL))
          : r.first();
    }
    return new Expr.Relation(r.sides().subList(0, at + 1), r.ops().subList(0, at));
  }

  /** Returns the name and value of an equation whose first or last side is a name. */
  static @Nullable Named named(Expr.Relation equation) {
    if (!equation.all(Op.EQUAL)) {
      return null;
    }
    if (isName(equation.first())) {
      return new Named(equation.first(), equation.last());
    }
    return isName(equation.last())
        ? new Named(equation.last(), equation.first())
        : constant(equation);
  }

  /**
   * A letter that is usually a constant is a name where an equation assigns to it: {@code e = 5}.
   */
  private static @Nullable Named constant(Expr.Relation equation) {
    Expr first = equation.first();
    Expr last = equation.last();
    if (isLetter(first) && !Symbols.any(last) && !(last instanceof Expr.Constant)) {
      return new Named(first, last);
    }
    return isLetter(last) && first instanceof Expr.Num ? new Named(last, first) : null;
  }

  private static boolean isLetter(Expr expr) {
    return expr == Expr.Constant.E || expr == Expr.Constant.I || expr == Expr.Constant.PI;
  }

  /** Returns the answer that the relation states, or null if it isolates none. */
  static @Nullable Expr stated(Expr.Relation relation) {
    if (relation.sides().size() == 2 && relation.ops().get(0) == Op.IN) {
      return relation.last();
    }
    Named named = named(relation);
    if (named != null) {
      return named.value();
    }
    return relation.all(Op.EQUAL) && isFormula(relation.first()) && !isFormula(relation.last())
        ? relation.last()
        : null;
  }

  static boolean isName(Expr expr) {
    return switch (expr) {
      case Expr.Sym s -> true;
      case Expr.Text t -> true;
      case Expr.Call c -> isNameCall(c);
      case Expr.Group g ->
          g.items().stream().anyMatch(Assignments::isName)
              && g.items().stream().allMatch(i -> isName(i) || isLetter(i));
      case Expr.Product p -> isWord(p.factors());
      default -> false;
    };
  }

  private static boolean isNameCall(Expr.Call call) {
    boolean plain =
        call.function().length() <= 2
            || call.function().contains("_")
            || call.function().contains("'");
    boolean decorated = call.function().equals("overline") || call.function().equals("angle");
    boolean ratio =
        call.function().equals("ratio") && call.arguments().stream().allMatch(Assignments::isName);
    return plain || decorated || ratio;
  }

  /** {@code \\overline{AB}}: the letters identify the object, the mark only its kind. */
  static boolean isFigure(Expr.Call call) {
    boolean marked =
        call.function().equals("overline")
            || call.function().equals("triangle")
            || call.function().equals("angle");
    return marked && call.arguments().get(0) instanceof Expr.Product p && isWord(p.factors());
  }

  /** Adjacent capital letters name a segment, an area, an angle. */
  private static boolean isWord(List<Expr> factors) {
    return factors.stream()
        .allMatch(f -> f instanceof Expr.Sym s && Character.isUpperCase(s.name().charAt(0)));
  }

  /**
   * Returns whether this is an expression in variables without any number: {@code m + n} in {@code
   * m + n = 5}.
   */
  private static boolean isFormula(Expr expr) {
    return switch (expr) {
      case Expr.Sym s -> true;
      case Expr.Sum s -> s.terms().stream().allMatch(Assignments::isFormula);
      case Expr.Product p -> p.factors().stream().allMatch(Assignments::isFormula);
      case Expr.Call c -> c.arguments().stream().allMatch(Assignments::isFormula) || isNameCall(c);
      case Expr.Power p ->
          isFormula(p.base())
              && p.exponent() instanceof Expr.Num n
              && n.value().equals(Rational.MINUS_ONE);
      default -> false;
    };
  }

  /**
   * Returns whether both are the same variable, the same function, or a function and the y of its
   * graph.
   */
  static boolean sameName(Expr a, Expr b) {
    if (a.equals(b)) {
      return true;
    }
    if (a instanceof Expr.Call f && b instanceof Expr.Call g) {
      return f.function().equals(g.function())
          && !f.function().equals("ratio")
          && isName(f.arguments().get(0));
    }
    boolean drawn =
        a.equals(new Expr.Sym("y")) && b instanceof Expr.Call
            || b.equals(new Expr.Sym("y")) && a instanceof Expr.Call;
    return drawn || a instanceof Expr.Text || b instanceof Expr.Text;
  }
}
