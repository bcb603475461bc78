package dev.winnow.math.equal;

import dev.winnow.math.expr.Expr;
import dev.winnow.math.expr.Expr.Num;
import dev.winnow.math.expr.Expr.Op;
import java.util.Set;

/**
 * Detects equations that state a value of something other than the answer, such as {@code |x| = 4}
 * or {@code y' = 4}, and approximations of values that may be exact.
 */
final class Statements {
  /** Functions of an unknown that are not the unknown itself. */
  private static final Set<String> OTHERS =
      Set.of(
          "abs",
          "ln",
          "log",
          "lg",
          "exp",
          "sqrt",
          "floor",
          "ceil",
          "factorial",
          "prime",
          "derivative");

  private Statements() {}

  /** Returns whether the equation states a function or a derivative of an unknown. */
  static boolean areOfSomethingElse(Expr.Relation equation) {
    return equation.all(Op.EQUAL)
        && equation.sides().size() == 2
        && (isOther(equation.first()) || isOther(equation.last()));
  }

  private static boolean isOther(Expr expr) {
    return switch (expr) {
      case Expr.Sym s -> s.name().indexOf('\'') >= 0;
      case Expr.Call c ->
          c.function().indexOf('\'') >= 0
              || OTHERS.contains(c.function()) && isUnknown(c.arguments().get(0));
      default -> false;
    };
  }

  /** Returns whether this is a variable, and not a segment or an event named by capitals. */
  private static boolean isUnknown(Expr expr) {
    return switch (expr) {
      case Expr.Sym s -> !Character.isUpperCase(s.name().charAt(0));
      case Expr.Call c -> true;
      default -> false;
    };
  }

  /** Returns whether the relation only approximates a whole number or a fraction: {@code x ~ 4}. */
  static boolean isApproximate(Expr expr) {
    return expr instanceof Expr.Relation r
        && r.ops().get(0) == Op.APPROXIMATE
        && !(r.last() instanceof Num n && n.places() > 0);
  }
}
