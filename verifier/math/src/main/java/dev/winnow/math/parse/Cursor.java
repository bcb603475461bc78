package dev.winnow.math.parse;

import dev.winnow.math.expr.WorkBudget;
import dev.winnow.math.parse.Token.Kind;
import java.util.List;

/** The position in the tokens, the depth of nesting and the work spent on parsing. */
final class Cursor {
  private final List<Token> tokens;
  private final WorkBudget budget;
  private int at;
  private int depth;

  Cursor(List<Token> tokens, WorkBudget budget) {
    this.tokens = tokens;
    this.budget = budget;
  }

  Token peek() {
    return tokens.get(at);
  }

  Token peek(int ahead) {
    return tokens.get(Math.min(at + ahead, tokens.size() - 1));
  }

  Token next() {
    budget.spend(1);
    Token token = tokens.get(at);
    if (token.kind() != Kind.END) {
      at++;
    }
    return token;
  }

  boolean accept(String operator) {
    if (peek().is(operator)) {
      next();
      return true;
    }
    return false;
  }

  boolean acceptCommand(String name) {
    if (peek().isCommand(name)) {
      next();
      return true;
    }
    return false;
  }

  void expect(String operator) {
    if (!accept(operator)) {
      throw new ParseFailure("expected " + operator + " at token " + at);
    }
  }

  boolean atEnd() {
    return peek().kind() == Kind.END;
  }

  int position() {
    return at;
  }

  void reset(int position) {
    budget.spend(1);
    at = position;
  }

  /** Replaces the current number token by its digits after the first: {@code \frac12}. */
  String firstDigit() {
    Token number = peek();
    String first = number.text().substring(0, 1);
    if (!number.text().chars().allMatch(Character::isDigit)) {
      throw new ParseFailure("digit expected");
    }
    if (number.text().length() == 1) {
      next();
    } else {
      tokens.set(at, new Token(Kind.NUMBER, number.text().substring(1), false));
    }
    return first;
  }

  void enter() {
    WorkBudget.checkDepth(++depth);
  }

  void leave() {
    depth--;
  }
}
