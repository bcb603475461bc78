package dev.winnow.math.parse;

import dev.winnow.math.expr.Build;
import dev.winnow.math.expr.Expr;
import java.util.ArrayList;
import java.util.List;

/** Parses sums, products, integrals and limits: {@code \sum_{i=1}^{n} body}. */
final class BigOperators {
  private final Cursor cursor;
  private final Terms terms;
  private final Primaries primaries;

  BigOperators(Cursor cursor, Terms terms, Primaries primaries) {
    this.cursor = cursor;
    this.terms = terms;
    this.primaries = primaries;
  }

  /** Returns a call of the body, followed by the index and its bounds, if they are written. */
  Expr read(String name) {
    List<Expr> below = new ArrayList<>();
    List<Expr> above = new ArrayList<>();
    while (cursor.peek().is("_") || cursor.peek().is("^")) {
      List<Expr> bound = cursor.next().is("_") ? below : above;
      if (cursor.peek().is("{") && cursor.peek(1).is("}")) {
        cursor.next();
        cursor.next();
      } else {
        bound.add(name.equals("lim") ? limit() : bound());
      }
    }
    boolean wide = name.equals("int") || name.equals("oint");
    Expr body = wide ? integrand(terms.expression()) : terms.term();
    List<Expr> arguments = new ArrayList<>();
    arguments.add(body);
    below.forEach(bound -> arguments.addAll(sides(bound)));
    arguments.addAll(above);
    return new Expr.Call(name, arguments);
  }

  /** A bare letter takes no subscript here: {@code \prod^c_{a=b}}. */
  private Expr bound() {
    if (cursor.peek().kind() == Token.Kind.WORD && cursor.peek(1).is("_")) {
      return new Expr.Sym(cursor.next().text());
    }
    return primaries.argument();
  }

  /** The differential after a sum belongs to the whole sum. */
  private static Expr integrand(Expr body) {
    if (!(body instanceof Expr.Sum sum)
        || !(sum.terms().get(sum.terms().size() - 1) instanceof Expr.Product last)) {
      return body;
    }
    List<Expr> factors = last.factors();
    int d = factors.size() - 2;
    if (d < 1 || !factors.get(d).equals(new Expr.Sym("d"))) {
      return body;
    }
    List<Expr> terms = new ArrayList<>(sum.terms());
    terms.set(terms.size() - 1, Build.product(factors.subList(0, d)));
    return new Expr.Product(List.of(new Expr.Sum(terms), factors.get(d), factors.get(d + 1)));
  }

  private static List<Expr> sides(Expr bound) {
    if (!(bound instanceof Expr.Relation r)) {
      return List.of(bound);
    }
    Expr index = r.first().equals(Expr.Constant.I) ? new Expr.Sym("i") : r.first();
    return r.sides().size() == 2 ? List.of(index, r.last()) : List.of(bound);
  }

  /** The sign of a one-sided limit: {@code 3^+}. */
  private String side() {
    if (!cursor.accept("^")) {
      return "";
    }
    boolean braces = cursor.accept("{");
    String side = cursor.next().text();
    if (braces) {
      cursor.expect("}");
    }
    return side;
  }

  /** A target is an expression up to a sign that is a superscript. */
  private Expr target() {
    boolean sided =
        cursor.peek(1).is("^")
            && (isSide(cursor.peek(2))
                || cursor.peek(2).is("{") && isSide(cursor.peek(3)) && cursor.peek(4).is("}"));
    return sided ? primaries.primary() : terms.expression();
  }

  private static boolean isSide(Token token) {
    return token.is("+") || token.is("-");
  }

  private Expr limit() {
    cursor.expect("{");
    Expr variable = terms.expression();
    if (!cursor.acceptCommand("to")
        && !cursor.acceptCommand("longrightarrow")
        && !cursor.acceptCommand("Longrightarrow")
        && !cursor.acceptCommand("rightarrow")
        && !cursor.acceptCommand("Rightarrow")) {
      throw new ParseFailure("limit");
    }
    Expr target = target();
    String side = side();
    cursor.expect("}");
    return new Expr.Call("to" + side, variable, target);
  }
}
