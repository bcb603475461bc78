package dev.winnow.transformer.template.jinja;

import dev.winnow.transformer.template.jinja.TemplateToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Parses expressions; each method is one rule of Jinja2's grammar, from the lowest precedence to
 * the highest.
 */
final class ExpressionParser {
  private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
  private static final Set<String> PRODUCTS = Set.of("*", "/", "//", "%");

  private final TokenStream tokens;
  private final PostfixParser postfix;

  ExpressionParser(TokenStream tokens) {
    this.tokens = tokens;
    this.postfix = new PostfixParser(tokens, this);
  }

  Expression expression() {
    tokens.enter();
    int line = tokens.line();
    Expression value = or();
    while (tokens.skipName("if")) {
      Expression condition = or();
      Expression otherwise = tokens.skipName("else") ? expression() : null;
      value = new Expression.Conditional(condition, value, otherwise, line);
    }
    tokens.leave();
    return value;
  }

  /** Parses an expression; several with commas are a tuple. */
  Expression tuple(boolean conditional) {
    int line = tokens.line();
    List<Expression> items = new ArrayList<>();
    boolean comma = false;
    while (items.isEmpty() || comma) {
      if (comma && endsTuple()) {
        break;
      }
      items.add(conditional ? expression() : or());
      comma = tokens.skipOperator(",");
      if (!comma && items.size() == 1) {
        return items.getFirst();
      }
    }
    return new Expression.TupleOf(items, line);
  }

  /** Parses a target of an assignment: a name, a tuple of names, or a namespace's attribute. */
  Expression target(boolean attributes) {
    int line = tokens.line();
    List<Expression> items = new ArrayList<>();
    do {
      if (endsTuple() || tokens.isOperator("=") || tokens.isName("in")) {
        break;
      }
      items.add(simpleTarget(attributes));
      if (!tokens.isOperator(",") && items.size() == 1) {
        return items.getFirst();
      }
    } while (tokens.skipOperator(","));
    if (items.isEmpty()) {
      throw tokens.unexpected("a name");
    }
    return new Expression.TupleOf(items, line);
  }

  private Expression simpleTarget(boolean attributes) {
    if (tokens.skipOperator("(")) {
      Expression inner = target(attributes);
      tokens.expectOperator(")");
      return inner;
    }
    TemplateToken name = tokens.expect(Kind.NAME, "a name");
    Expression target = new Expression.Name(name.text(), name.line());
    if (attributes && tokens.skipOperator(".")) {
      String attribute = tokens.expect(Kind.NAME, "an attribute's name").text();
      return new Expression.Attribute(target, attribute, name.line());
    }
    return target;
  }

  Expression or() {
    Expression left = and();
    while (tokens.isName("or")) {
      int line = tokens.take().line();
      left = new Expression.Both(left, and(), false, line);
    }
    return left;
  }

  private Expression and() {
    Expression left = not();
    while (tokens.isName("and")) {
      int line = tokens.take().line();
      left = new Expression.Both(left, not(), true, line);
    }
    return left;
  }

  private Expression not() {
    if (!tokens.isName("not")) {
      return comparison();
    }
    tokens.enter();
    int line = tokens.take().line();
    Expression negated = new Expression.Not(not(), line);
    tokens.leave();
    return negated;
  }

  private Expression comparison() {
    int line = tokens.line();
    List<Expression> operands = new ArrayList<>(List.of(sum()));
    List<String> operators = new ArrayList<>();
    for (String operator = comparator(); !operator.isEmpty(); operator = comparator()) {
      operators.add(operator);
      operands.add(sum());
    }
    return operators.isEmpty()
        ? operands.getFirst()
        : new Expression.Comparison(operands, operators, line);
  }

  private String comparator() {
    TemplateToken token = tokens.current();
    if (token.kind() == Kind.OPERATOR && COMPARISONS.contains(token.text())) {
      return tokens.take().text();
    }
    if (tokens.skipName("in")) {
      return "in";
    }
    if (tokens.isName("not") && tokens.ahead().is(Kind.NAME, "in")) {
      tokens.take();
      tokens.take();
      return "not in";
    }
    return "";
  }

  private Expression sum() {
    Expression left = concat();
    while (tokens.isOperator("+") || tokens.isOperator("-")) {
      TemplateToken operator = tokens.take();
      left = new Expression.Binary(operator.text(), left, concat(), operator.line());
    }
    return left;
  }

  private Expression concat() {
    int line = tokens.line();
    List<Expression> items = new ArrayList<>(List.of(product()));
    while (tokens.skipOperator("~")) {
      items.add(product());
    }
    return items.size() == 1 ? items.getFirst() : new Expression.Concat(items, line);
  }

  private Expression product() {
    Expression left = power();
    while (tokens.current().kind() == Kind.OPERATOR && PRODUCTS.contains(tokens.current().text())) {
      TemplateToken operator = tokens.take();
      left = new Expression.Binary(operator.text(), left, power(), operator.line());
    }
    return left;
  }

  private Expression power() {
    Expression left = unary(true);
    while (tokens.isOperator("**")) {
      int line = tokens.take().line();
      left = new Expression.Binary("**", left, unary(true), line);
    }
    return left;
  }

  private Expression unary(boolean filters) {
    tokens.enter();
    Expression value;
    if (tokens.isOperator("-") || tokens.isOperator("+")) {
      TemplateToken sign = tokens.take();
      value = new Expression.Signed(unary(false), sign.text().equals("-"), sign.line());
    } else {
      value = postfix.primary();
    }
    value = postfix.postfix(value);
    tokens.leave();
    return filters ? postfix.filtersAndTests(value) : value;
  }

  /** Parses a chain of filters that applies to the output of a block's body. */
  Expression bodyFilters() {
    return postfix.filter(new Expression.Constant(TemplateBody.VALUE, tokens.line()));
  }

  Expression.Parameters parameters() {
    return postfix.parameters();
  }

  Expression filters(Expression value) {
    return tokens.isOperator("|") ? postfix.filters(value) : value;
  }

  private boolean endsTuple() {
    Kind kind = tokens.current().kind();
    return kind == Kind.BLOCK_END || kind == Kind.VARIABLE_END || tokens.isOperator(")");
  }
}
