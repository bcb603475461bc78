package dev.winnow.math.parse;

import dev.winnow.math.expr.Build;
import dev.winnow.math.expr.Expr;
import dev.winnow.math.expr.Expr.Op;
import dev.winnow.math.expr.WorkBudget;
import dev.winnow.math.parse.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parses an answer top down: a list of clauses; a clause is a chain of comparisons of set
 * operations of ratios of expressions, with a unit after it.
 */
public final class AnswerParser {
  private final Cursor cursor;
  private final Terms terms;

  /** Number of brackets and braces around the clause; a value inside them is only a part. */
  private int enclosing;

  private AnswerParser(Cursor cursor) {
    this.cursor = cursor;
    this.terms = new Terms(cursor, this);
  }

  /**
   * Returns the answer's tree, or {@link Expr.Text} if it cannot be parsed. Spends the budget on
   * each token.
   */
  public static Expr parse(String answer, boolean grouped, WorkBudget budget) {
    Expr time = Clock.read(answer);
    if (time != null) {
      return time;
    }
    Expr read = parseWithoutWords(answer, grouped, budget);
    Expr worded = read instanceof Expr.Text ? Wordings.read(answer, budget) : null;
    return worded == null ? read : worded;
  }

  /** Does the same without times and bounds in words, for the text next to such words. */
  static Expr parseWithoutWords(String answer, boolean grouped, WorkBudget budget) {
    try {
      return read(answer, grouped, budget);
    } catch (ParseFailure e) {
      return new Expr.Text(answer);
    }
  }

  /** Returns whether the text is a number in English words, with a unit or a noun after it. */
  public static boolean isSpelledNumber(String text) {
    try {
      return NumberWords.value(text) != null;
    } catch (ParseFailure e) {
      return false;
    }
  }

  private static Expr read(String answer, boolean grouped, WorkBudget budget) {
    Expr words = NumberWords.value(answer);
    if (words != null) {
      return words;
    }
    String currency = Currencies.of(answer);
    String bare = currency.endsWith("$") ? answer.substring(answer.indexOf('$')) : answer;
    Cursor cursor = new Cursor(new Lexer(bare, grouped).tokens(budget), budget);
    Expr read = new AnswerParser(cursor).answer();
    return read instanceof Expr.Num && !currency.isEmpty()
        ? new Expr.Quantity(read, currency)
        : read;
  }

  private Expr answer() {
    boolean approximate = false;
    while (cursor.peek().is("=") || cursor.peek().isCommand("approx")) {
      approximate |= cursor.next().isCommand("approx");
    }
    Expr list = approximate ? approximation(list()) : list();
    while (!cursor.atEnd()) {
      Token token = cursor.next();
      if (!token.is(".") && !token.is("!") && !token.is("?")) {
        throw new ParseFailure("rest " + token.text());
      }
    }
    return list;
  }

  /** "About 4": a number that is only approximated. */
  private static Expr approximation(Expr value) {
    boolean single = !(value instanceof Expr.Group || value instanceof Expr.Relation);
    return single
        ? new Expr.Relation(List.of(Wordings.ABOUT, value), List.of(Op.APPROXIMATE))
        : value;
  }

  /** Parses clauses separated by commas, semicolons, "and" and "or". */
  Expr list() {
    cursor.enter();
    List<Expr> items = new ArrayList<>();
    List<Joint> joints = new ArrayList<>();
    items.add(clause());
    for (Joint joint = separator(); joint != null; joint = separator()) {
      if (ends()) {
        break;
      }
      joints.add(joint);
      items.add(clause());
    }
    cursor.leave();
    return items.size() == 1 ? items.get(0) : Joint.list(items, joints);
  }

  /** Parses the list in brackets or braces that make it a part of the enclosing clause. */
  Expr part() {
    enclosing++;
    Expr list = list();
    enclosing--;
    return list;
  }

  /** Parses the elements of a set; each is independent of where the set occurs. */
  Expr elements() {
    int outer = enclosing;
    enclosing = 0;
    Expr list = list();
    enclosing = outer;
    return list;
  }

  /** Returns the words and signs between two clauses, or null if there are none here. */
  private @Nullable Joint separator() {
    Joint found = null;
    while (isSeparator(cursor.peek())) {
      Joint next = Joint.of(cursor.next());
      found = found == null || next != Joint.COMMA ? next : found;
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
      boolean arrow = cursor.peek().isCommand("Rightarrow") && ops.isEmpty();
      if (implication()) {
        if (arrow && sides.get(0) instanceof Expr.Sym) {
          throw new ParseFailure("limit of a letter");
        }
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
    return enclosing > 0 || !terms.haveAmbiguousSigns() ? clause : Signs.expanded(clause);
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
