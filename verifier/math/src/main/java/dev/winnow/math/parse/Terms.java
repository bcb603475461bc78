package dev.winnow.math.parse;

import dev.winnow.math.expr.Build;
import dev.winnow.math.expr.Expr;
import dev.winnow.math.expr.Expr.Num;
import dev.winnow.math.expr.Rational;
import dev.winnow.math.parse.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Parses sums of products of powers, including products without an operator. */
final class Terms {
  private final Cursor cursor;
  private final Primaries primaries;
  private int bars;
  private boolean ambiguous;

  Terms(Cursor cursor, AnswerParser parser) {
    this.cursor = cursor;
    this.primaries = new Primaries(cursor, this, parser);
  }

  Expr expression() {
    cursor.enter();
    List<Expr> sum = new ArrayList<>();
    sum.add(signed());
    while (isSign(cursor.peek())) {
      sum.add(signed());
    }
    cursor.leave();
    return Build.sum(sum);
  }

  /** Returns whether a plus-minus sign was read. */
  boolean haveAmbiguousSigns() {
    return ambiguous;
  }

  private static boolean isSign(Token token) {
    return token.is("+") || token.is("-") || token.isCommand("pm") || token.isCommand("mp");
  }

  private Expr signed() {
    boolean negative = false;
    String sign = "";
    while (isSign(cursor.peek())) {
      Token token = cursor.next();
      negative ^= token.is("-");
      if (token.isCommand("pm") || token.is("+") && cursor.accept("/")) {
        sign = Signs.PLUS_MINUS;
      } else if (token.isCommand("mp")) {
        sign = Signs.MINUS_PLUS;
      }
    }
    Expr term = term();
    Expr value = sign.isEmpty() ? term : new Expr.Call(sign, term);
    ambiguous |= !sign.isEmpty();
    return negative ? Build.negate(value) : value;
  }

  /** Parses factors joined by times, over, or nothing. */
  Expr term() {
    Expr first = factor();
    List<Expr> more = new ArrayList<>();
    while (true) {
      Token token = cursor.peek();
      boolean single = more.isEmpty();
      if (isTimes(token)) {
        cursor.next();
        more.add(signedFactor());
      } else if (token.is("/") || token.isCommand("div") || token.isWord("div")) {
        cursor.next();
        Expr divisor = signedFactor();
        if (single && first instanceof Num) {
          first = Build.divide(first, divisor);
        } else {
          more.add(new Expr.Power(divisor, Num.of(-1)));
        }
      } else if (single && isMixed(first, token)) {
        first =
            token.kind() == Kind.NUMBER ? spacedFraction((Num) first) : withFraction((Num) first);
      } else if (startsFactor(token)) {
        more.add(factor());
      } else {
        return single ? first : Build.times(first, more);
      }
    }
  }

  /** Returns whether an integer and the adjacent fraction or number may be a mixed number. */
  private static boolean isMixed(Expr left, Token token) {
    boolean whole =
        left instanceof Num n && n.places() < 0 && n.value().isInteger() && n.value().signum() >= 0;
    boolean fraction =
        token.kind() == Kind.VULGAR
            || token.kind() == Kind.NUMBER
            || token.kind() == Kind.COMMAND && token.text().endsWith("frac");
    return whole && fraction;
  }

  /** An integer next to a proper fraction is a mixed number, next to any other a product. */
  private Expr withFraction(Num whole) {
    Expr right = factor();
    if (right instanceof Expr.Quantity q && q.value() instanceof Num f && isProper(f.value())) {
      return new Expr.Quantity(Num.of(whole.value().plus(f.value())), q.unit());
    }
    boolean mixed = right instanceof Num f && isProper(f.value());
    return mixed ? Num.of(whole.value().plus(((Num) right).value())) : Build.times(whole, right);
  }

  private static boolean isProper(Rational value) {
    return !value.isInteger() && value.signum() > 0 && value.compareTo(Rational.ONE) < 0;
  }

  /** {@code 1 1/2}: two adjacent numbers have no other meaning. */
  private Expr spacedFraction(Num whole) {
    Token numerator = cursor.next();
    Token slash = cursor.next();
    Token denominator = cursor.next();
    if (!numerator.spaced() || !slash.is("/") || denominator.kind() != Kind.NUMBER) {
      throw new ParseFailure("two numbers side by side");
    }
    Expr part =
        Build.divide(
            NumberLiterals.value(numerator.text()), NumberLiterals.value(denominator.text()));
    if (part instanceof Num f && isProper(f.value())) {
      return Num.of(whole.value().plus(f.value()));
    }
    throw new ParseFailure("two numbers side by side");
  }

  private static boolean isTimes(Token token) {
    return token.is("*")
        || token.kind() == Kind.COMMAND
            && switch (token.text()) {
              case "times", "cdot", "ast", "star" -> true;
              default -> false;
            };
  }

  private Expr signedFactor() {
    boolean negative = signs();
    Expr value = factor();
    return negative ? Build.negate(value) : value;
  }

  private boolean signs() {
    boolean negative = false;
    while (cursor.peek().is("-") || cursor.peek().is("+")) {
      negative ^= cursor.next().is("-");
    }
    return negative;
  }

  boolean startsFactor(Token token) {
    return switch (token.kind()) {
      case NUMBER, VULGAR -> true;
      case WORD -> startsWord(token.text()) && !isMinutes(token);
      case COMMAND -> Commands.starts(token.text()) || isOpeningBar(token);
      case OPERATOR ->
          token.is("(")
              || token.is("[")
              || token.is("{")
              || token.is("\\{")
              || token.is("|") && bars == 0;
      case TEXT, END -> false;
    };
  }

  /** {@code 30 min} at the end of a clause. */
  private boolean isMinutes(Token token) {
    Token next = cursor.peek(1);
    return token.isWord("min") && !next.is("(") && !next.is("{") && !next.is("\\{");
  }

  private boolean isOpeningBar(Token token) {
    return token.isCommand("vert") && bars == 0 || token.isCommand("lvert");
  }

  private static boolean startsWord(String word) {
    return word.length() == 1 && !word.equals("U")
        || word.length() > 1
            && !SymbolNames.CONNECTORS.contains(word)
            && !word.equals("mod")
            && !word.equals("div")
            && (!Units.isKnown(word) || SymbolNames.FUNCTIONS.containsKey(word))
            && SymbolNames.isMeaningful(word);
  }

  /** Parses a primary with its powers, factorials, percent and degree signs. */
  Expr factor() {
    cursor.enter();
    Expr value = primaries.primary();
    while (true) {
      Token token = cursor.peek();
      if (token.is("^")) {
        value = raised(value);
      } else if (token.is("!")) {
        cursor.next();
        value = new Expr.Call("factorial", value);
      } else if (token.is("%") || token.isCommand("percent")) {
        cursor.next();
        value = new Expr.Quantity(value, "%");
      } else if (token.isCommand("degree") || token.isCommand("circ")) {
        cursor.next();
        value = degrees(value);
      } else {
        cursor.leave();
        return value;
      }
    }
  }

  private Expr raised(Expr base) {
    cursor.next();
    if (isDegree()) {
      return degrees(base);
    }
    if (cursor.acceptCommand("prime") || cursor.accept("'")) {
      return new Expr.Call("prime", base);
    }
    return new Expr.Power(base, exponent());
  }

  /** Parses degrees of an angle or of an unnamed scale, or degrees Celsius or Fahrenheit. */
  private Expr degrees(Expr value) {
    String scale =
        cursor.peek().kind() == Kind.WORD || cursor.peek().kind() == Kind.TEXT
            ? cursor.peek().text()
            : "";
    String unit =
        switch (scale.strip()) {
          case "C", "Celsius", "celsius" -> "celsius";
          case "F", "Fahrenheit", "fahrenheit" -> "fahrenheit";
          default -> "degree";
        };
    if (!unit.equals("degree")) {
      cursor.next();
    }
    return new Expr.Quantity(value, unit);
  }

  private boolean isDegree() {
    int start = cursor.position();
    boolean braces = cursor.accept("{");
    boolean degree =
        cursor.acceptCommand("circ") || cursor.acceptCommand("degree") || cursor.peek().isWord("o");
    if (cursor.peek().isWord("o")) {
      cursor.next();
    }
    if (degree && (!braces || cursor.accept("}"))) {
      return true;
    }
    cursor.reset(start);
    return false;
  }

  /**
   * Parses the exponent: a braced expression, or one signed factor; {@code 2^12} in plain text is 2
   * to the 12.
   */
  Expr exponent() {
    boolean negative = signs();
    Expr value = power();
    return negative ? Build.negate(value) : value;
  }

  private Expr power() {
    if (cursor.peek().is("{")) {
      return primaries.primary();
    }
    cursor.enter();
    Expr value = primaries.primary();
    while (cursor.peek().is("^")) {
      value = raised(value);
    }
    cursor.leave();
    return value;
  }

  /** Parses the content of absolute value bars; a bar where a factor may begin closes them. */
  Expr barred() {
    int outer = bars;
    bars = 1;
    Expr inside = expression();
    bars = outer;
    return new Expr.Call("abs", inside);
  }

  /** Parses the content of set braces, where a bar after a value begins the condition. */
  Expr unopened(Supplier<Expr> inside) {
    int outer = bars;
    bars = 1;
    Expr result = inside.get();
    bars = outer;
    return result;
  }

  /** Parses the content of brackets: bars outside of them have no effect. */
  Expr unbarred(Supplier<Expr> inside) {
    int outer = bars;
    bars = 0;
    Expr result = inside.get();
    bars = outer;
    return result;
  }
}
