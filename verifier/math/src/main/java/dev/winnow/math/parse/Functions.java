package dev.winnow.math.parse;

import dev.winnow.math.expr.Build;
import dev.winnow.math.expr.Expr;
import dev.winnow.math.expr.Expr.Num;
import dev.winnow.math.expr.Rational;
import dev.winnow.math.parse.Token.Kind;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses applications of named functions, with their powers, bases and bare arguments. */
final class Functions {
  private static final Set<String> LETTERS = Set.of("f", "g", "h", "F", "G", "H", "W", "P", "Q");

  private final Cursor cursor;
  private final Terms terms;
  private final Primaries primaries;

  Functions(Cursor cursor, Terms terms, Primaries primaries) {
    this.cursor = cursor;
    this.terms = terms;
    this.primaries = primaries;
  }

  /** Returns a variable, or a function letter applied to the bracket after it. */
  Expr applied(String name) {
    String stem = name.contains("_") ? name.substring(0, name.indexOf('_')) : name.replace("'", "");
    if (name.equals("C") && cursor.peek().is("(")) {
      return combinations(primaries.primary());
    }
    if (!LETTERS.contains(stem)
        || !(cursor.peek().is("(") || cursor.peek().is("{") && cursor.peek(1).is("("))) {
      return new Expr.Sym(name);
    }
    return new Expr.Call(name, arguments(primaries.primary()));
  }

  /** {@code C(5, 2)} is a binomial coefficient; {@code C(x)} is the constant C times x. */
  private static Expr combinations(Expr bracket) {
    return bracket instanceof Expr.Group g && g.items().size() == 2
        ? new Expr.Call("binom", g.items())
        : Build.times(new Expr.Sym("C"), bracket);
  }

  private static List<Expr> arguments(Expr bracket) {
    return bracket instanceof Expr.Group g && g.items().size() > 1 ? g.items() : List.of(bracket);
  }

  Expr named(String name) {
    String listed = SymbolNames.LISTED.get(name);
    if (listed != null) {
      return Divisors.simplified(listed, arguments(primaries.primary()));
    }
    String function = SymbolNames.FUNCTIONS.getOrDefault(name, name);
    Expr base = function.equals("log") && cursor.accept("_") ? primaries.argument() : null;
    Expr power = cursor.accept("^") ? terms.exponent() : null;
    if (base != null) {
      return powered(new Expr.Call("log", argument(), base), power);
    }
    if (power instanceof Num n && n.value().equals(Rational.MINUS_ONE)) {
      return simplified("arc" + function, argument());
    }
    return powered(simplified(function, argument()), power);
  }

  private static Expr powered(Expr value, @Nullable Expr power) {
    return power == null ? value : new Expr.Power(value, power);
  }

  /** Expresses rare functions by common ones, so that the arithmetics implement fewer. */
  private static Expr simplified(String function, Expr x) {
    return switch (function) {
      case "cot" -> Build.divide(new Expr.Call("cos", x), new Expr.Call("sin", x));
      case "sec" -> new Expr.Power(new Expr.Call("cos", x), Num.of(-1));
      case "csc" -> new Expr.Power(new Expr.Call("sin", x), Num.of(-1));
      case "lg" -> new Expr.Call("log", x, Num.of(10));
      case "exp" -> new Expr.Power(Expr.Constant.E, x);
      case "determinant" ->
          x instanceof Expr.Matrix m
              ? Environments.determinant(m)
              : new Expr.Call("determinant", x);
      default -> new Expr.Call(function, x);
    };
  }

  /** Parses a bracket, or the factors up to the next sign or function: {@code \sin 2x \cos y}. */
  private Expr argument() {
    Token token = cursor.peek();
    if (token.is("(") || token.is("{") || token.is("[") || token.is("\\{")) {
      return single(primaries.primary());
    }
    if (token.is("-")) {
      cursor.next();
      return Build.negate(argument());
    }
    Expr product = terms.factor();
    while (continues(cursor.peek())) {
      product = Build.times(product, terms.factor());
    }
    return product;
  }

  private static Expr single(Expr bracket) {
    return bracket instanceof Expr.Group g && g.items().size() == 1 ? g.items().get(0) : bracket;
  }

  private boolean continues(Token token) {
    boolean function =
        token.kind() == Kind.COMMAND
            && (SymbolNames.FUNCTIONS.containsKey(token.text()) || token.text().equals("log"));
    boolean word =
        token.kind() == Kind.WORD
            && token.text().length() > 1
            && SymbolNames.FUNCTIONS.containsKey(token.text());
    boolean bracket = token.kind() == Kind.OPERATOR;
    return !function && !word && !bracket && terms.startsFactor(token);
  }
}
