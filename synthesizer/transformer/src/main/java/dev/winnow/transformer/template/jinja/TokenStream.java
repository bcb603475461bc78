package dev.winnow.transformer.template.jinja;

import dev.winnow.transformer.template.jinja.TemplateToken.Kind;
import java.util.List;

/** A stream of tokens that also counts the parser's depth. */
final class TokenStream {
  private static final int MAX_DEPTH = 200;

  private final List<TemplateToken> tokens;
  private int next;
  private int depth;
  private int conditions;

  TokenStream(List<TemplateToken> tokens) {
    this.tokens = tokens;
  }

  TemplateToken current() {
    return tokens.get(next);
  }

  TemplateToken ahead() {
    return tokens.get(Math.min(next + 1, tokens.size() - 1));
  }

  TemplateToken take() {
    TemplateToken token = current();
    if (next < tokens.size() - 1) {
      next++;
    }
    return token;
  }

  int line() {
    return current().line();
  }

  boolean isOperator(String operator) {
    return current().is(Kind.OPERATOR, operator);
  }

  boolean isName(String name) {
    return current().is(Kind.NAME, name);
  }

  boolean skipOperator(String operator) {
    return skip(isOperator(operator));
  }

  boolean skipName(String name) {
    return skip(isName(name));
  }

  void expectOperator(String operator) {
    if (!skipOperator(operator)) {
      throw unexpected("'" + operator + "'");
    }
  }

  void expectName(String name) {
    if (!skipName(name)) {
      throw unexpected("'" + name + "'");
    }
  }

  TemplateToken expect(Kind kind, String described) {
    if (current().kind() != kind) {
      throw unexpected(described);
    }
    return take();
  }

  TemplateException unexpected(String wanted) {
    return new TemplateException(
        "found %s, want %s".formatted(current().described(), wanted), line());
  }

  void enter() {
    if (++depth > MAX_DEPTH) {
      throw new TemplateException("nested deeper than " + MAX_DEPTH + " levels", line());
    }
  }

  void leave() {
    depth--;
  }

  /**
   * Enters or leaves a condition: code under a condition may name filters that do not exist, as
   * long as it is not executed.
   */
  void condition(int change) {
    conditions += change;
  }

  boolean isConditional() {
    return conditions > 0;
  }

  private boolean skip(boolean there) {
    if (there) {
      take();
    }
    return there;
  }
}
