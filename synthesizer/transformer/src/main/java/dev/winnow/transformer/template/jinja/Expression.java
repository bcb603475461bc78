package dev.winnow.transformer.template.jinja;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression. Each knows its line. */
sealed interface Expression {
  int line();

  record Constant(Object value, int line) implements Expression {}

  record Name(String name, int line) implements Expression {}

  record TupleOf(List<Expression> items, int line) implements Expression {}

  record ListOf(List<Expression> items, int line) implements Expression {}

  record DictOf(List<Expression> keys, List<Expression> values, int line) implements Expression {}

  record Attribute(Expression target, String name, int line) implements Expression {}

  record Item(Expression target, Expression key, int line) implements Expression {}

  record Slice(
      Expression target,
      @Nullable Expression start,
      @Nullable Expression stop,
      @Nullable Expression step,
      int line)
      implements Expression {}

  record Call(Expression target, Parameters parameters, int line) implements Expression {}

  /** {@code target | name(...)}; no target inside a filter block. */
  record Filtered(Expression target, String name, Parameters parameters, int line)
      implements Expression {}

  record Tested(Expression target, String name, Parameters parameters, boolean negated, int line)
      implements Expression {}

  record Not(Expression target, int line) implements Expression {}

  record Signed(Expression target, boolean negative, int line) implements Expression {}

  record Both(Expression left, Expression right, boolean and, int line) implements Expression {}

  record Binary(String operator, Expression left, Expression right, int line)
      implements Expression {}

  record Concat(List<Expression> items, int line) implements Expression {}

  /** {@code first < second <= third}: each operator between two neighbours. */
  record Comparison(List<Expression> operands, List<String> operators, int line)
      implements Expression {}

  record Conditional(
      Expression condition, Expression then, @Nullable Expression otherwise, int line)
      implements Expression {}

  /** The arguments of a call, filter or test. */
  record Parameters(
      List<Expression> positional,
      List<String> names,
      List<Expression> named,
      @Nullable Expression more,
      @Nullable Expression moreNamed) {
    static final Parameters NONE = new Parameters(List.of(), List.of(), List.of(), null, null);
  }
}
