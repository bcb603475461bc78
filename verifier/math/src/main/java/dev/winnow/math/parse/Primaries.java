package dev.winnow.math.parse;

import dev.winnow.math.expr.Build;
import dev.winnow.math.expr.Expr;
import dev.winnow.math.expr.Expr.Bracket;
import dev.winnow.math.expr.Expr.Num;
import dev.winnow.math.parse.Token.Kind;
import java.util.List;

/** Parses primary expressions: numbers, variables, brackets, functions. */
final class Primaries {
  private final Cursor cursor;
  private final Terms terms;
  private final AnswerParser parser;
  private final Commands commands;
  private final Functions functions;

  Primaries(Cursor cursor, Terms terms, AnswerParser parser) {
    this.cursor = cursor;
    this.terms = terms;
    this.parser = parser;
    this.functions = new Functions(cursor, terms, this);
    this.commands = new Commands(cursor, terms, this, functions, parser);
  }

  Expr primary() {
    cursor.enter();
    Token token = cursor.next();
    Expr value = read(token);
    cursor.leave();
    return value;
  }

  private Expr read(Token token) {
    return switch (token.kind()) {
      case NUMBER -> number(token.text());
      case VULGAR -> vulgar(token.text());
      case WORD -> word(token.text());
      case COMMAND -> commands.read(token.text());
      case OPERATOR -> bracket(token.text());
      case TEXT, END -> throw new ParseFailure("no value");
    };
  }

  private Expr number(String digits) {
    Num value = NumberLiterals.value(digits);
    if (!cursor.accept("_")) {
      return value;
    }
    Expr base =
        cursor.peek().kind() == Kind.TEXT ? new Expr.Text(cursor.next().text()) : argument();
    return new Expr.Call("numeral", value, NumeralBase.of(base));
  }

  private static Expr vulgar(String fraction) {
    return Build.divide(
        NumberLiterals.value(fraction.substring(0, 1)),
        NumberLiterals.value(fraction.substring(2)));
  }

  private Expr word(String word) {
    if (word.length() == 1) {
      return letter(word);
    }
    if (word.equals("sqrt")
        || word.equals("cbrt")
        || SymbolNames.constant(word) != null
        || SymbolNames.GREEK.contains(word)) {
      String constant = SymbolNames.constant(word);
      return commands.read(constant == null ? word : constant);
    }
    if (SymbolNames.FUNCTIONS.containsKey(word) || SymbolNames.LISTED.containsKey(word)) {
      return functions.named(word);
    }
    throw new ParseFailure("word " + word);
  }

  private Expr letter(String letter) {
    boolean subscripted = cursor.peek().is("_") || cursor.peek().is("'");
    if (!subscripted && letter.equals("e")) {
      return Expr.Constant.E;
    }
    if (!subscripted && letter.equals("i")) {
      return Expr.Constant.I;
    }
    return variable(letter);
  }

  /**
   * Parses a variable with subscripts and primes; a function letter before a bracket is applied to
   * it.
   */
  Expr variable(String name) {
    StringBuilder full = new StringBuilder(name);
    Expr raised = null;
    while (true) {
      if (cursor.accept("_")) {
        full.append('_').append(subscript());
      } else if (cursor.accept("'")) {
        full.append('\'');
      } else if (raised == null && cursor.peek().is("^") && hasSubscriptAfter()) {
        cursor.next();
        raised =
            cursor.peek().kind() == Kind.NUMBER
                ? NumberLiterals.value(cursor.next().text())
                : terms.exponent();
      } else {
        break;
      }
    }
    Expr symbol = functions.applied(full.toString());
    return raised == null ? symbol : new Expr.Power(symbol, raised);
  }

  /** {@code x^2_1} has the subscript after the power. */
  private boolean hasSubscriptAfter() {
    if (cursor.peek(2).is("_")) {
      return true;
    }
    return cursor.peek(1).is("{") && cursor.peek(3).is("}") && cursor.peek(4).is("_");
  }

  private String subscript() {
    if (!cursor.accept("{")) {
      return cursor.next().text();
    }
    StringBuilder text = new StringBuilder();
    for (int depth = 1; ; ) {
      Token token = cursor.next();
      if (token.kind() == Kind.END) {
        throw new ParseFailure("open subscript");
      }
      depth += token.is("{") ? 1 : token.is("}") ? -1 : 0;
      if (depth == 0) {
        return text.toString();
      }
      text.append(token.text());
    }
  }

  private Expr bracket(String open) {
    return switch (open) {
      case "(" -> terms.unbarred(() -> enclosed(Bracket.ROUND, ")"));
      case "[" -> terms.unbarred(() -> enclosed(Bracket.SQUARE, "]"));
      case "{" -> terms.unbarred(this::braces);
      case "\\{" -> terms.unbarred(() -> enclosed(Bracket.SET, "\\}"));
      case "|" -> bars("|");
      default -> throw new ParseFailure("operator " + open);
    };
  }

  Expr bars(String close) {
    Expr value = terms.barred();
    if (!cursor.accept(close) && !cursor.acceptCommand(close) && !cursor.accept("|")) {
      throw new ParseFailure("open bar");
    }
    return value;
  }

  /** Round and square brackets may close each other: half-open intervals. */
  Expr enclosed(Bracket bracket, String close) {
    if (cursor.accept(close) || cursor.acceptCommand(commandOf(close))) {
      return new Expr.Group(bracket, List.of());
    }
    boolean described = bracket == Bracket.SET && isDescribed();
    Expr inside =
        bracket == Bracket.SET
            ? terms.unopened(described ? terms::factor : parser::elements)
            : parser.part();
    if (described && cursor.accept(":")
        || bracket == Bracket.SET && (cursor.accept("|") || cursor.acceptCommand("mid"))) {
      return described(close);
    }
    Bracket actual = bracket;
    if (cursor.accept(close) || cursor.acceptCommand(commandOf(close))) {
      actual = bracket;
    } else if (bracket == Bracket.ROUND && cursor.accept("]")) {
      actual = Bracket.OPEN_CLOSED;
    } else if (bracket == Bracket.SQUARE && cursor.accept(")")) {
      actual = Bracket.CLOSED_OPEN;
    } else {
      throw new ParseFailure("open bracket");
    }
    if (inside instanceof Expr.Group g && g.bracket() == Bracket.BARE) {
      return new Expr.Group(actual, g.items());
    }
    return actual == Bracket.ROUND ? inside : new Expr.Group(actual, List.of(inside));
  }

  /** Returns whether a letter and a colon begin the set: {@code \{x : x > 3\}}. */
  private boolean isDescribed() {
    Token variable = cursor.peek();
    return variable.kind() == Kind.WORD && variable.text().length() == 1 && cursor.peek(1).is(":");
  }

  /** {@code \{x \mid x > 3\}}: returns the condition, which defines the set. */
  private Expr described(String close) {
    Expr condition = parser.list();
    if (!cursor.accept(close) || !(condition instanceof Expr.Relation)) {
      throw new ParseFailure("set description");
    }
    return condition;
  }

  Expr inside() {
    return parser.list();
  }

  private static String commandOf(String close) {
    return switch (close) {
      case ")" -> "rgroup";
      case "]" -> "rbrack";
      default -> "rbrace";
    };
  }

  /** LaTeX braces only group; empty braces have no value. */
  Expr braces() {
    if (cursor.accept("}")) {
      return primary();
    }
    Expr inside = parser.part();
    cursor.expect("}");
    return inside;
  }

  /** Parses the argument of a command: braces, or a single digit, letter or command. */
  Expr argument() {
    cursor.enter();
    Expr value;
    if (cursor.peek().kind() == Kind.NUMBER) {
      value = NumberLiterals.value(cursor.firstDigit());
    } else if (cursor.peek().is("-")) {
      cursor.next();
      value = Build.negate(argument());
    } else {
      value = primary();
    }
    cursor.leave();
    return value;
  }
}
