package dev.winnow.transformer.template.jinja;

import dev.winnow.transformer.template.jinja.Expression.Parameters;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Evaluates expressions. */
final class ExpressionEvaluator {
  private final Rendering rendering;
  private final RenderBudget budget;

  ExpressionEvaluator(Rendering rendering) {
    this.rendering = rendering;
    this.budget = rendering.budget();
  }

  Object value(Expression expression, Scope scope) {
    budget.step();
    budget.enter();
    try {
      return evaluate(expression, scope);
    } catch (TemplateException e) {
      throw e.at(expression.line());
    } finally {
      budget.leave();
    }
  }

  boolean isTrue(Expression expression, Scope scope) {
    return Types.isTrue(value(expression, scope));
  }

  private Object evaluate(Expression expression, Scope scope) {
    return switch (expression) {
      case Expression.Constant constant ->
          constant.value() == TemplateBody.VALUE ? scope.get(Renderer.BODY) : constant.value();
      case Expression.Name name -> scope.get(name.name());
      case Expression.TupleOf tuple -> new Tuple(values(tuple.items(), scope));
      case Expression.ListOf list -> values(list.items(), scope);
      case Expression.DictOf dict -> dict(dict, scope);
      case Expression.Attribute attribute ->
          Access.attribute(value(attribute.target(), scope), attribute.name());
      case Expression.Item item ->
          Access.subscript(value(item.target(), scope), value(item.key(), scope));
      case Expression.Slice slice ->
          Access.slice(
              value(slice.target(), scope),
              optional(slice.start(), scope),
              optional(slice.stop(), scope),
              optional(slice.step(), scope),
              budget);
      case Expression.Call call ->
          rendering.call(value(call.target(), scope), arguments(call.parameters(), scope));
      case Expression.Filtered filtered ->
          rendering.filter(
              filtered.name(),
              value(filtered.target(), scope),
              arguments(filtered.parameters(), scope));
      case Expression.Tested tested ->
          tested.negated()
              != rendering.test(
                  tested.name(),
                  value(tested.target(), scope),
                  arguments(tested.parameters(), scope));
      case Expression.Not not -> !isTrue(not.target(), scope);
      case Expression.Signed signed ->
          JinjaArithmetic.signed(value(signed.target(), scope), signed.negative());
      case Expression.Both both -> both(both, scope);
      case Expression.Binary binary ->
          JinjaArithmetic.binary(
              binary.operator(), value(binary.left(), scope), value(binary.right(), scope), budget);
      case Expression.Concat concat -> concat(concat, scope);
      case Expression.Comparison comparison -> compared(comparison, scope);
      case Expression.Conditional conditional -> conditional(conditional, scope);
    };
  }

  private Object both(Expression.Both both, Scope scope) {
    Object left = value(both.left(), scope);
    return Types.isTrue(left) == both.and() ? value(both.right(), scope) : left;
  }

  private Object conditional(Expression.Conditional conditional, Scope scope) {
    if (isTrue(conditional.condition(), scope)) {
      return value(conditional.then(), scope);
    }
    return conditional.otherwise() == null
        ? new UndefinedValue("the inline if on line %d has no else".formatted(conditional.line()))
        : value(conditional.otherwise(), scope);
  }

  private Object concat(Expression.Concat concat, Scope scope) {
    StringBuilder text = new StringBuilder();
    for (Expression item : concat.items()) {
      text.append(budget.text(rendering.str(value(item, scope))));
    }
    return text.toString();
  }

  private Object compared(Expression.Comparison comparison, Scope scope) {
    Iterator<Expression> operands = comparison.operands().iterator();
    Object left = value(operands.next(), scope);
    for (String operator : comparison.operators()) {
      Object right = value(operands.next(), scope);
      if (!holds(operator, left, right)) {
        return false;
      }
      left = right;
    }
    return true;
  }

  private boolean holds(String operator, Object left, Object right) {
    return switch (operator) {
      case "==" -> Comparing.equal(left, right, budget);
      case "!=" -> !Comparing.equal(left, right, budget);
      case "<" -> Comparing.compare(left, right) < 0;
      case "<=" -> Comparing.compare(left, right) <= 0;
      case ">" -> Comparing.compare(left, right) > 0;
      case ">=" -> Comparing.compare(left, right) >= 0;
      case "in" -> Iteration.contains(right, left, budget);
      default -> !Iteration.contains(right, left, budget);
    };
  }

  private Object dict(Expression.DictOf dict, Scope scope) {
    budget.allocate(dict.keys().size() * 32L);
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < dict.keys().size(); i++) {
      Object key = Iteration.key(value(dict.keys().get(i), scope));
      map.put(key, value(dict.values().get(i), scope));
    }
    return map;
  }

  private List<Object> values(List<Expression> expressions, Scope scope) {
    budget.allocate(expressions.size() * 16L);
    List<Object> values = new ArrayList<>(expressions.size());
    for (Expression expression : expressions) {
      values.add(value(expression, scope));
    }
    return values;
  }

  private @Nullable Object optional(@Nullable Expression expression, Scope scope) {
    return expression == null ? null : value(expression, scope);
  }

  Arguments arguments(Parameters parameters, Scope scope) {
    if (parameters == Parameters.NONE) {
      return Arguments.NONE;
    }
    List<Object> positional = values(parameters.positional(), scope);
    Map<String, Object> named = new LinkedHashMap<>();
    for (int i = 0; i < parameters.names().size(); i++) {
      named.put(parameters.names().get(i), value(parameters.named().get(i), scope));
    }
    if (parameters.more() != null) {
      positional.addAll(Iteration.items(value(parameters.more(), scope), budget));
    }
    if (parameters.moreNamed() != null) {
      if (!(value(parameters.moreNamed(), scope) instanceof Map<?, ?> more)) {
        throw new TemplateException("the argument after ** is not a mapping");
      }
      more.forEach((name, value) -> named.put(Types.requireText(name), value));
    }
    return new Arguments(positional, named);
  }
}
