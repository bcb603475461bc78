package dev.winnow.transformer.template.jinja;

import dev.winnow.transformer.template.jinja.Expression.Parameters;
import dev.winnow.transformer.template.jinja.TemplateToken.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Parses names and literals, and what may follow them: attributes, items, calls, filters, tests.
 */
final class PostfixParser {
  private static final Set<Kind> ARGUMENTS =
      EnumSet.of(Kind.NAME, Kind.STRING, Kind.INTEGER, Kind.FLOAT);
  private static final Set<String> NO_ARGUMENT = Set.of("else", "or", "and");

  private final TokenStream tokens;
  private final ExpressionParser expressions;

  PostfixParser(TokenStream tokens, ExpressionParser expressions) {
    this.tokens = tokens;
    this.expressions = expressions;
  }

  Expression primary() {
    TemplateToken token = tokens.current();
    return switch (token.kind()) {
      case NAME -> name(tokens.take());
      case STRING -> string(token.line());
      case INTEGER, FLOAT ->
          new Expression.Constant(JinjaNumbers.literal(tokens.take()), token.line());
      case OPERATOR -> bracketed(token);
      default -> throw tokens.unexpected("an expression");
    };
  }

  private static Expression name(TemplateToken token) {
    return switch (token.text()) {
      case "true", "True" -> new Expression.Constant(true, token.line());
      case "false", "False" -> new Expression.Constant(false, token.line());
      case "none", "None" -> new Expression.Constant(None.NONE, token.line());
      default -> new Expression.Name(token.text(), token.line());
    };
  }

  private Expression string(int line) {
    StringBuilder text = new StringBuilder();
    while (tokens.current().kind() == Kind.STRING) {
      text.append(tokens.take().text());
    }
    return new Expression.Constant(text.toString(), line);
  }

  private Expression bracketed(TemplateToken token) {
    switch (token.text()) {
      case "(" -> {
        tokens.take();
        Expression inner =
            tokens.isOperator(")")
                ? new Expression.TupleOf(List.of(), token.line())
                : expressions.tuple(true);
        tokens.expectOperator(")");
        return inner;
      }
      case "[" -> {
        tokens.take();
        return new Expression.ListOf(items("]"), token.line());
      }
      case "{" -> {
        tokens.take();
        return dict(token.line());
      }
      default -> throw tokens.unexpected("an expression");
    }
  }

  private List<Expression> items(String end) {
    List<Expression> items = new ArrayList<>();
    while (!tokens.skipOperator(end)) {
      if (!items.isEmpty()) {
        tokens.expectOperator(",");
        if (tokens.skipOperator(end)) {
          break;
        }
      }
      items.add(expressions.expression());
    }
    return items;
  }

  private Expression dict(int line) {
    List<Expression> keys = new ArrayList<>();
    List<Expression> values = new ArrayList<>();
    while (!tokens.skipOperator("}")) {
      if (!keys.isEmpty()) {
        tokens.expectOperator(",");
        if (tokens.skipOperator("}")) {
          break;
        }
      }
      keys.add(expressions.expression());
      tokens.expectOperator(":");
      values.add(expressions.expression());
    }
    return new Expression.DictOf(keys, values, line);
  }

  /** Parses attributes, items and calls. */
  Expression postfix(Expression target) {
    Expression value = target;
    while (true) {
      int line = tokens.line();
      if (tokens.skipOperator(".")) {
        value = attribute(value, line);
      } else if (tokens.skipOperator("[")) {
        value = item(value, line);
        tokens.expectOperator("]");
      } else if (tokens.isOperator("(")) {
        value = new Expression.Call(value, parameters(), line);
      } else {
        return value;
      }
    }
  }

  private Expression attribute(Expression target, int line) {
    if (tokens.current().kind() == Kind.INTEGER) {
      Object index = JinjaNumbers.literal(tokens.take());
      return new Expression.Item(target, new Expression.Constant(index, line), line);
    }
    return new Expression.Attribute(
        target, tokens.expect(Kind.NAME, "a name or number").text(), line);
  }

  private Expression item(Expression target, int line) {
    Expression start = tokens.isOperator(":") ? null : expressions.expression();
    if (tokens.skipOperator(":")) {
      Expression stop = bound();
      Expression step = tokens.skipOperator(":") ? bound() : null;
      return new Expression.Slice(target, start, stop, step, line);
    }
    if (start == null) {
      throw tokens.unexpected("an expression");
    }
    return new Expression.Item(target, start, line);
  }

  private @Nullable Expression bound() {
    return tokens.isOperator(":") || tokens.isOperator("]") ? null : expressions.expression();
  }

  Expression filtersAndTests(Expression target) {
    Expression value = target;
    while (true) {
      int line = tokens.line();
      if (tokens.isOperator("|")) {
        value = filters(value);
      } else if (tokens.skipName("is")) {
        value = test(value, line);
      } else if (tokens.isOperator("(")) {
        value = new Expression.Call(value, parameters(), line);
      } else {
        return value;
      }
    }
  }

  Expression filters(Expression target) {
    Expression value = target;
    while (tokens.skipOperator("|")) {
      value = filter(value);
    }
    return value;
  }

  /** Parses one filter by its name, and the filters that follow. */
  Expression filter(Expression target) {
    int line = tokens.line();
    String name = dotted();
    if (!Filters.isKnown(name) && !tokens.isConditional()) {
      throw new TemplateException("there is no filter '" + name + "'", line);
    }
    Parameters parameters = tokens.isOperator("(") ? parameters() : Parameters.NONE;
    return filters(new Expression.Filtered(target, name, parameters, line));
  }

  private Expression test(Expression target, int line) {
    boolean negated = tokens.skipName("not");
    String name = dotted();
    if (!Tests.isKnown(name) && !tokens.isConditional()) {
      throw new TemplateException("there is no test '" + name + "'", line);
    }
    return new Expression.Tested(target, name, testParameters(), negated, line);
  }

  private Parameters testParameters() {
    TemplateToken token = tokens.current();
    if (tokens.isOperator("(")) {
      return parameters();
    }
    boolean bracket = tokens.isOperator("[") || tokens.isOperator("{");
    boolean word = token.kind() == Kind.NAME && NO_ARGUMENT.contains(token.text());
    if (tokens.isName("is")) {
      throw new TemplateException("tests cannot be chained with 'is'", token.line());
    }
    if (!bracket && (!ARGUMENTS.contains(token.kind()) || word)) {
      return Parameters.NONE;
    }
    return new Parameters(List.of(postfix(primary())), List.of(), List.of(), null, null);
  }

  private String dotted() {
    StringBuilder name = new StringBuilder(tokens.expect(Kind.NAME, "a name").text());
    while (tokens.skipOperator(".")) {
      name.append('.').append(tokens.expect(Kind.NAME, "a name").text());
    }
    return name.toString();
  }

  Parameters parameters() {
    tokens.expectOperator("(");
    List<Expression> positional = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<Expression> named = new ArrayList<>();
    Expression more = null;
    Expression moreNamed = null;
    while (!tokens.isOperator(")")) {
      if (tokens.skipOperator("**")) {
        moreNamed = expressions.expression();
      } else if (tokens.skipOperator("*")) {
        more = expressions.expression();
      } else if (tokens.current().kind() == Kind.NAME && tokens.ahead().is(Kind.OPERATOR, "=")) {
        names.add(tokens.take().text());
        tokens.take();
        named.add(expressions.expression());
      } else if (names.isEmpty() && more == null && moreNamed == null) {
        positional.add(expressions.expression());
      } else {
        throw new TemplateException("an argument follows one with a name", tokens.line());
      }
      if (!tokens.skipOperator(",")) {
        break;
      }
    }
    tokens.expectOperator(")");
    return new Parameters(positional, names, named, more, moreNamed);
  }
}
