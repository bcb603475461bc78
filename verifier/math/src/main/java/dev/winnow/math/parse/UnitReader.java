package dev.winnow.math.parse;

import dev.winnow.math.expr.Build;
import dev.winnow.math.expr.Expr;
import dev.winnow.math.expr.Rational;
import dev.winnow.math.parse.Token.Kind;

/** Parses the words after a value as magnitudes and a unit, by {@link UnitPhrase}. */
final class UnitReader {
  private static final int LONGEST = 40;

  private UnitReader() {}

  static Expr attach(Expr value, Cursor cursor) {
    if (!starts(cursor.peek())) {
      return value;
    }
    int words = 0;
    StringBuilder unit = new StringBuilder();
    while (continues(cursor)) {
      Token token = cursor.next();
      boolean glued =
          token.is("^") || token.is("}") || token.is("{") || token.kind() == Kind.NUMBER;
      unit.append(glued || unit.isEmpty() ? "" : " ").append(token.text());
      if (++words > LONGEST) {
        throw new ParseFailure("prose");
      }
    }
    UnitPhrase phrase = UnitPhrase.of(unit.toString());
    if (value instanceof Expr.Sym && !Units.isMeasure(phrase.unit())) {
      throw new ParseFailure("prose after a letter");
    }
    if (value instanceof Expr.Call c && c.function().equals("ratio")) {
      throw new ParseFailure("unit of a ratio");
    }
    return quantity(scaled(value, phrase.factor()), phrase.unit());
  }

  private static Expr quantity(Expr value, String unit) {
    if (unit.isEmpty()) {
      return value;
    }
    return value instanceof Expr.Quantity q
        ? new Expr.Quantity(q.value(), q.unit() + " " + unit)
        : new Expr.Quantity(value, unit);
  }

  private static Expr scaled(Expr value, Rational factor) {
    if (factor.equals(Rational.ONE)) {
      return value;
    }
    if (value instanceof Expr.Quantity q) {
      return new Expr.Quantity(scaled(q.value(), factor), q.unit());
    }
    return value instanceof Expr.Num n
        ? Expr.Num.of(n.value().times(factor))
        : Build.times(Expr.Num.of(factor), value);
  }

  private static boolean starts(Token token) {
    return token.kind() == Kind.TEXT && !AnswerParser.isSeparator(token)
        || token.kind() == Kind.WORD
            && token.text().length() > 1
            && !AnswerParser.isSeparator(token);
  }

  private static boolean continues(Cursor cursor) {
    Token token = cursor.peek();
    return switch (token.kind()) {
      case TEXT -> !AnswerParser.isSeparator(token);
      case WORD -> !AnswerParser.isSeparator(token);
      case OPERATOR ->
          token.is("^")
              || token.is("/") && isWordLike(cursor.peek(1))
              || token.is("{")
              || token.is("}") && inBraces(cursor);
      case NUMBER -> true;
      default -> false;
    };
  }

  private static boolean isWordLike(Token token) {
    return token.kind() == Kind.TEXT || token.kind() == Kind.WORD;
  }

  /** A closing brace belongs to the unit only as the end of {@code ^{2}}. */
  private static boolean inBraces(Cursor cursor) {
    int at = cursor.position();
    if (at < 2) {
      return false;
    }
    cursor.reset(at - 2);
    boolean opened = cursor.peek().is("{");
    cursor.reset(at);
    return opened;
  }
}
