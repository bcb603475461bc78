package dev.winnow.math.parse;

import dev.winnow.math.expr.Build;
import dev.winnow.math.expr.Expr;
import java.util.HashSet;
import java.util.List;

/**
 * The divisor functions of plain variables, treated as polynomials: distinct variables have no
 * common factor.
 */
final class Divisors {
  private Divisors() {}

  static Expr simplified(String function, List<Expr> arguments) {
    boolean variables = arguments.stream().allMatch(argument -> argument instanceof Expr.Sym);
    if (variables && arguments.size() > 1 && new HashSet<>(arguments).size() == arguments.size()) {
      return switch (function) {
        case "gcd" -> Expr.Num.of(1);
        case "lcm" -> Build.product(arguments);
        default -> new Expr.Call(function, arguments);
      };
    }
    return new Expr.Call(function, arguments);
  }
}
