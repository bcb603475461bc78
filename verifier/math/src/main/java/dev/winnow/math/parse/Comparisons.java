package dev.winnow.math.parse;

import dev.winnow.math.expr.Expr.Op;
import dev.winnow.math.parse.Token.Kind;
import org.jspecify.annotations.Nullable;

/** The spellings of comparisons. */
final class Comparisons {
  private Comparisons() {}

  static @Nullable Op of(Token token) {
    if (token.kind() == Kind.OPERATOR) {
      return operator(token.text());
    }
    return token.kind() == Kind.COMMAND ? command(token.text()) : null;
  }

  private static @Nullable Op operator(String text) {
    return switch (text) {
      case "=" -> Op.EQUAL;
      case "!=" -> Op.NOT_EQUAL;
      case "<" -> Op.LESS;
      case "<=" -> Op.LESS_OR_EQUAL;
      case ">" -> Op.GREATER;
      case ">=" -> Op.GREATER_OR_EQUAL;
      default -> null;
    };
  }

  private static @Nullable Op command(String name) {
    return switch (name) {
      case "equiv" -> Op.EQUAL;
      case "ne", "neq", "not" -> Op.NOT_EQUAL;
      case "lt" -> Op.LESS;
      case "le", "leq", "leqslant" -> Op.LESS_OR_EQUAL;
      case "gt" -> Op.GREATER;
      case "ge", "geq", "geqslant" -> Op.GREATER_OR_EQUAL;
      case "in" -> Op.IN;
      case "approx", "sim", "cong" -> Op.APPROXIMATE;
      default -> null;
    };
  }
}
