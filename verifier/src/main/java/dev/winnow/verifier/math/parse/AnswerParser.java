package dev.winnow.verifier.math.parse;

import dev.winnow.verifier.math.expr.Budget;
import dev.winnow.verifier.math.expr.Build;
import dev.winnow.verifier.math.expr.Expr;
import dev.winnow.verifier.math.expr.Expr.Bracket;
import dev.winnow.verifier.math.expr.Expr.Op;
import dev.winnow.verifier.math.parse.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads an answer top down: a list of clauses; a clause is a chain of comparisons of set operations
 * of ratios of expressions, with a unit after it.
 */
public final class AnswerParser {
  private final Cursor cursor;
  private final Terms terms;

  /** Brackets and braces around the clause; a value in them is only a part. */
  private int enclosing;

  private AnswerParser(Cursor cursor) {
    this.cursor = cursor;
    this.terms = new Terms(cursor, this);
  }

  /**
   * The answer's tree, or {@link Expr.Text} where it cannot be read. Spends the budget on each
   * token.
   */
  public static Expr parse(String answer, boolean grouped, Budget budget) {
    Expr time = Clock.read(answer);
    if (time != null) {
      return time;
    }
    Expr read = parseWithoutWords(answer, grouped, budget);
    Expr worded = read instanceof Expr.Text ? Wordings.read(answer, budget) : null;
    return worded == null ? read : worded;
  }

  /** The same without times and bounds in words: what stands beside such words. */
  static Expr parseWithoutWords(String answer, boolean grouped, Budget budget) {
    try {
      return read(answer, grouped, budget);
    } catch (ParseFailure e) {
      return new Expr.Text(answer);
    }
  }

  private static Expr read(String answer, boolean grouped, Budget budget) {
    Expr words = NumberWords.value(answer);
    if (words != null) {
      return words;
    }
    Cursor cursor = new Cursor(new Lexer(answer, grouped).tokens(budget), budget);
    Expr read = new AnswerParser(cursor).answer();
    return read instanceof Expr.Num && isMoney(answer) ? new Expr.Quantity(read, "dollar") : read;
  }

  /** An escaped dollar sign, or one that no other closes, before a number. */
  private static boolean isMoney(String answer) {
    return answer.startsWith("\\$") || answer.startsWith("$") && answer.indexOf('$', 1) < 0;
  }

  private Expr answer() {
    while (cursor.accept("=") || cursor.acceptCommand("approx")) {
      continue;
    }
    Expr list = list();
    while (!cursor.atEnd()) {
      Token token = cursor.next();
      if (!token.is(".") && !token.is("!") && !token.is("?")) {
        throw new ParseFailure("rest " + token.text());
      }
    }
    return list;
  }

  /** Clauses separated by commas, semicolons, "and" and "or". */
  Expr list() {
    cursor.enter();
    List<Expr> items = new ArrayList<>();
    items.add(clause());
    while (separator()) {
      if (ends()) {
        break;
      }
      items.add(clause());
    }
    cursor.leave();
    return items.size() == 1 ? items.get(0) : new Expr.Group(Bracket.BARE, items);
  }

  /** The list in brackets or braces that make it a part of the clause around them. */
  Expr part() {
    enclosing++;
    Expr list = list();
    enclosing--;
    return list;
  }

  /** The elements of a set: each stands alone, wherever the set does. */
  Expr elements() {
    int outer = enclosing;
    enclosing = 0;
    Expr list = list();
    enclosing = outer;
    return list;
  }

  private boolean separator() {
    boolean found = false;
    while (isSeparator(cursor.peek())) {
      cursor.next();
      found = true;
    }
    return found;
  }

  static boolean isSeparator(Token token) {
    return token.is(",")
        || token.is(";")
        || token.isWord("and")
        || token.isWord("or")
        || token.isCommand("land")
        || token.isCommand("lor")
        || token.kind() == Kind.TEXT && isConnector(token.text());
  }

  private static boolean isConnector(String text) {
    String word = text.strip();
    String bare = word.startsWith(",") ? word.substring(1).strip() : word;
    return bare.isEmpty()
        || bare.equals(";")
        || bare.equalsIgnoreCase("and")
        || bare.equalsIgnoreCase("or")
        || bare.equals("&");
  }

  private boolean ends() {
    Token token = cursor.peek();
    return token.kind() == Kind.END
        || token.is(")")
        || token.is("]")
        || token.is("}")
        || token.is("\\}");
  }

  private Expr clause() {
    List<Expr> sides = new ArrayList<>();
    List<Op> ops = new ArrayList<>();
    sides.add(side());
    while (true) {
      if (implication()) {
        sides.clear();
        ops.clear();
        sides.add(side());
        continue;
      }
      Op op = comparison();
      if (op == null) {
        break;
      }
      ops.add(op);
      sides.add(side());
    }
    Expr clause = ops.isEmpty() ? sides.get(0) : new Expr.Relation(sides, ops);
    return enclosing > 0 ? clause : Signs.expanded(clause);
  }

  private boolean implication() {
    return cursor.acceptCommand("Rightarrow")
        || cursor.acceptCommand("implies")
        || cursor.acceptCommand("therefore")
        || cursor.acceptCommand("iff");
  }

  private @Nullable Op comparison() {
    Op op = Comparisons.of(cursor.peek());
    if (op != null) {
      boolean before = cursor.next().isCommand("not");
      if (before) {
        cursor.next();
      }
      if ((op == Op.LESS || op == Op.GREATER) && cursor.accept("=")) {
        return op == Op.LESS ? Op.LESS_OR_EQUAL : Op.GREATER_OR_EQUAL;
      }
    }
    return op;
  }

  private Expr side() {
    if (cursor.peek().kind() == Kind.TEXT) {
      return text();
    }
    Expr left = ratio();
    while (true) {
      Expr.SetOperator operator = setOperator(cursor.peek());
      if (operator == null) {
        return UnitReader.attach(left, cursor);
      }
      cursor.next();
      left = new Expr.SetOperation(operator, left, ratio());
    }
  }

  private Expr text() {
    StringBuilder raw = new StringBuilder();
    while (cursor.peek().kind() == Kind.TEXT && !isConnector(cursor.peek().text())) {
      raw.append(raw.isEmpty() ? "" : " ").append(cursor.next().text());
    }
    Expr words = NumberWords.value(raw.toString());
    if (words != null) {
      return words;
    }
    return raw.isEmpty() ? UnitReader.attach(ratio(), cursor) : new Expr.Text(raw.toString());
  }

  private static Expr.@Nullable SetOperator setOperator(Token token) {
    if (token.kind() != Kind.COMMAND && !token.is("\\\\") && token.kind() != Kind.WORD) {
      return null;
    }
    return switch (token.text()) {
      case "cup", "bigcup", "U" -> Expr.SetOperator.UNION;
      case "cap" -> Expr.SetOperator.INTERSECTION;
      case "setminus", "backslash" -> Expr.SetOperator.DIFFERENCE;
      default -> null;
    };
  }

  private Expr ratio() {
    Expr first = mod();
    if (!cursor.peek().is(":") && !cursor.peek().isCommand("colon") && !isTo()) {
      return first;
    }
    List<Expr> parts = new ArrayList<>();
    parts.add(first);
    while (isTo() || cursor.peek().is(":") || cursor.peek().isCommand("colon")) {
      cursor.next();
      parts.add(terms.expression());
    }
    return new Expr.Call("ratio", parts);
  }

  /** {@code 3 to 2} is a ratio. */
  private boolean isTo() {
    return cursor.peek().isWord("to") && cursor.peek(1).kind() == Kind.NUMBER;
  }

  private Expr mod() {
    Expr left = terms.expression();
    while (true) {
      Token token = cursor.peek();
      if (token.isCommand("choose")) {
        cursor.next();
        left = new Expr.Call("binom", left, terms.expression());
      } else if (token.isCommand("over")) {
        cursor.next();
        left = Build.divide(left, terms.expression());
      } else if (token.isCommand("bmod") || token.isCommand("mod") || token.isWord("mod")) {
        cursor.next();
        left = new Expr.Call("mod", left, terms.expression());
      } else {
        return left;
      }
    }
  }
}
