package dev.winnow.math.parse;

import dev.winnow.math.expr.Build;
import dev.winnow.math.expr.Expr;
import dev.winnow.math.expr.Expr.Bracket;
import dev.winnow.math.expr.Expr.Num;
import dev.winnow.math.expr.Rational;
import java.util.List;

/** Parses the LaTeX commands that produce a value. */
final class Commands {
  private static final Expr D = new Expr.Sym("d");

  private final Cursor cursor;
  private final Terms terms;
  private final Primaries primaries;
  private final Functions functions;
  private final BigOperators operators;
  private final Environments environments;

  Commands(
      Cursor cursor, Terms terms, Primaries primaries, Functions functions, AnswerParser parser) {
    this.cursor = cursor;
    this.terms = terms;
    this.primaries = primaries;
    this.functions = functions;
    this.operators = new BigOperators(cursor, terms, primaries);
    this.environments = new Environments(cursor, parser);
  }

  static boolean starts(String name) {
    return switch (name) {
      case "frac",
          "dfrac",
          "tfrac",
          "cfrac",
          "sqrt",
          "cbrt",
          "binom",
          "dbinom",
          "tbinom",
          "pi",
          "infty",
          "lfloor",
          "lceil",
          "ulcorner",
          "llcorner",
          "lgroup",
          "lbrace",
          "lbrack",
          "langle",
          "lparen",
          "begin",
          "sum",
          "prod",
          "int",
          "lim",
          "overline",
          "exponentialE",
          "imaginaryI",
          "imaginaryJ",
          "mathbb",
          "emptyset",
          "varnothing",
          "reals",
          "ldots",
          "cdots",
          "dots",
          "partial",
          "nabla",
          "oint",
          "angle",
          "triangle" ->
          true;
      default ->
          SymbolNames.FUNCTIONS.containsKey(name)
              || SymbolNames.LISTED.containsKey(name)
              || SymbolNames.GREEK.contains(name);
    };
  }

  Expr read(String name) {
    return switch (name) {
      case "frac", "dfrac", "tfrac", "cfrac" -> fraction();
      case "sqrt" -> root();
      case "cbrt" -> Build.root(radicand(), Num.of(3));
      case "binom", "dbinom", "tbinom" ->
          new Expr.Call("binom", primaries.argument(), primaries.argument());
      case "pi" -> subscripted("pi", Expr.Constant.PI);
      case "infty" -> Expr.Constant.INFINITY;
      case "exponentialE" -> Expr.Constant.E;
      case "imaginaryI", "imaginaryJ" -> Expr.Constant.I;
      case "vert", "lvert", "mid", "lVert", "Vert" ->
          primaries.bars(name.replace("l", "r").equals(name) ? name : "r" + name.substring(1));
      case "lfloor", "llcorner" -> between("floor", name.equals("lfloor") ? "rfloor" : "lrcorner");
      case "lceil", "ulcorner" -> between("ceil", name.equals("lceil") ? "rceil" : "urcorner");
      case "lgroup", "lparen" -> terms.unbarred(() -> primaries.enclosed(Bracket.ROUND, ")"));
      case "lbrack" -> terms.unbarred(() -> primaries.enclosed(Bracket.SQUARE, "]"));
      case "lbrace" -> terms.unbarred(() -> primaries.enclosed(Bracket.SET, "\\}"));
      case "langle" -> angled();
      case "begin" -> terms.unbarred(environments::read);
      case "sum", "prod", "int", "lim", "oint" -> operators.read(name);
      case "angle", "triangle" -> new Expr.Call(name, corners());
      case "overline", "nabla", "partial" -> new Expr.Call(name, primaries.argument());
      case "mathbb" -> new Expr.Sym("set " + cursorText());
      case "reals" -> new Expr.Sym("set R");
      case "emptyset", "varnothing" -> new Expr.Group(Bracket.SET, List.of());
      case "ldots", "cdots", "dots" -> new Expr.Sym("ldots");
      default -> named(name);
    };
  }

  /** Parses the corners that name a figure: {@code \\triangle ABC}. */
  private Expr corners() {
    Expr corners = primaries.argument();
    while (cursor.peek().kind() == Token.Kind.WORD && cursor.peek().text().length() == 1) {
      corners = Build.times(corners, primaries.primary());
    }
    return corners;
  }

  private Expr named(String name) {
    if (SymbolNames.GREEK.contains(name)) {
      return primaries.variable(name);
    }
    if (SymbolNames.FUNCTIONS.containsKey(name) || SymbolNames.LISTED.containsKey(name)) {
      return functions.named(name);
    }
    throw new ParseFailure("command " + name);
  }

  private Expr subscripted(String name, Expr constant) {
    return cursor.peek().is("_") ? primaries.variable(name) : constant;
  }

  private String cursorText() {
    boolean braces = cursor.accept("{");
    String text = cursor.next().text();
    if (braces) {
      cursor.expect("}");
    }
    return text;
  }

  private Expr fraction() {
    Expr numerator = primaries.argument();
    Expr denominator = primaries.argument();
    if (denominator instanceof Expr.Product p && p.factors().get(0).equals(D)) {
      Expr variable = Build.product(p.factors().subList(1, p.factors().size()));
      if (numerator.equals(D)) {
        return new Expr.Call("derivative", terms.term(), variable);
      }
      if (numerator instanceof Expr.Product n && n.factors().get(0).equals(D)) {
        return new Expr.Call(
            "derivative", Build.product(n.factors().subList(1, n.factors().size())), variable);
      }
    }
    return Build.divide(numerator, denominator);
  }

  private Expr root() {
    Expr index = Num.of(2);
    if (cursor.accept("[")) {
      index = terms.unbarred(terms::expression);
      cursor.expect("]");
    }
    Expr radicand = radicand();
    return index instanceof Num n && n.value().equals(Rational.of(2))
        ? new Expr.Power(radicand, Num.of(Rational.HALF))
        : Build.root(radicand, index);
  }

  /**
   * In answers {@code \sqrt 12} and {@code \sqrt2} mean the root of the whole number, although TeX
   * renders only its first digit under the root.
   */
  private Expr radicand() {
    return cursor.peek().kind() == Token.Kind.NUMBER
        ? NumberLiterals.value(cursor.next().text())
        : primaries.argument();
  }

  private Expr between(String function, String close) {
    Expr inside = terms.unbarred(terms::expression);
    if (!cursor.acceptCommand(close)) {
      throw new ParseFailure("open " + function);
    }
    return new Expr.Call(function, inside);
  }

  private Expr angled() {
    Expr inside = terms.unbarred(primaries::inside);
    if (!cursor.acceptCommand("rangle")) {
      throw new ParseFailure("open angle");
    }
    return inside instanceof Expr.Group g ? new Expr.Group(Bracket.ROUND, g.items()) : inside;
  }
}
