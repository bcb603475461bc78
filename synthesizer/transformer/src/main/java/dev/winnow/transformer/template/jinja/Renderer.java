package dev.winnow.transformer.template.jinja;

import java.util.ArrayList;
import java.util.List;

/** Executes statements. */
final class Renderer {
  /**
   * Name under which a block's body is passed to its filters; no template can write such a name.
   */
  static final String BODY = "{body}";

  private enum Flow {
    NEXT,
    CONTINUE,
    BREAK
  }

  private final Rendering rendering;
  private final RenderBudget budget;
  private final ExpressionEvaluator evaluator;

  Renderer(Rendering rendering) {
    this.rendering = rendering;
    this.budget = rendering.budget();
    this.evaluator = new ExpressionEvaluator(rendering);
  }

  ExpressionEvaluator evaluator() {
    return evaluator;
  }

  /** Returns the output of the statements. */
  String capture(List<Statement> statements, Scope scope) {
    StringBuilder out = new StringBuilder();
    run(statements, scope, out);
    return out.toString();
  }

  private Flow run(List<Statement> statements, Scope scope, StringBuilder out) {
    budget.enter();
    Flow flow = Flow.NEXT;
    for (int i = 0; i < statements.size() && flow == Flow.NEXT; i++) {
      budget.step();
      flow = run(statements.get(i), scope, out);
    }
    budget.leave();
    return flow;
  }

  private Flow run(Statement statement, Scope scope, StringBuilder out) {
    switch (statement) {
      case Statement.Text text -> out.append(budget.text(text.text()));
      case Statement.Print print ->
          out.append(budget.text(rendering.str(evaluator.value(print.value(), scope))));
      case Statement.If choice -> {
        boolean holds = evaluator.isTrue(choice.condition(), scope);
        return run(holds ? choice.then() : choice.otherwise(), scope, out);
      }
      case Statement.For loop -> loop(loop, scope, out);
      case Statement.Set set -> assign(set.target(), evaluator.value(set.value(), scope), scope);
      case Statement.SetBlock block -> setBlock(block, scope);
      case Statement.FilterBlock block -> {
        Object value = filtered(block.filters(), capture(block.body(), new Scope(scope)), scope);
        out.append(budget.text(rendering.str(value)));
      }
      case Statement.With with -> {
        return with(with, scope, out);
      }
      case Statement.Scoped scoped -> {
        return run(scoped.body(), new Scope(scope), out);
      }
      case Statement.Define define ->
          scope.set(define.macro().name(), new Macro(define.macro(), scope, this));
      case Statement.CallBlock block -> call(block, scope, out);
      case Statement.Jump jump -> {
        return jump.again() ? Flow.CONTINUE : Flow.BREAK;
      }
    }
    return Flow.NEXT;
  }

  private Flow with(Statement.With with, Scope scope, StringBuilder out) {
    Scope inner = new Scope(scope);
    for (int i = 0; i < with.targets().size(); i++) {
      assign(with.targets().get(i), evaluator.value(with.values().get(i), scope), inner);
    }
    return run(with.body(), inner, out);
  }

  private void setBlock(Statement.SetBlock block, Scope scope) {
    String text = capture(block.body(), new Scope(scope));
    Object value = block.filters() == null ? text : filtered(block.filters(), text, scope);
    assign(block.target(), value, scope);
  }

  private Object filtered(Expression filters, String text, Scope scope) {
    Scope inner = new Scope(scope);
    inner.set(BODY, text);
    return evaluator.value(filters, inner);
  }

  private void call(Statement.CallBlock block, Scope scope, StringBuilder out) {
    Macro caller = new Macro(block.caller(), scope, this);
    Object target = evaluator.value(block.call().target(), scope);
    Arguments arguments = evaluator.arguments(block.call().parameters(), scope);
    Object value = rendering.call(target, arguments.with("caller", caller));
    out.append(budget.text(rendering.str(value)));
  }

  private void loop(Statement.For loop, Scope scope, StringBuilder out) {
    Object items = at(loop.items().line(), () -> evaluator.value(loop.items(), scope));
    loop(loop, items, scope, out, 0);
  }

  private void loop(Statement.For loop, Object value, Scope scope, StringBuilder out, int depth) {
    List<Object> items =
        at(loop.items().line(), () -> chosen(loop, Iteration.items(value, budget), scope));
    Callable again =
        loop.recursive()
            ? (ignored, arguments) -> {
              StringBuilder inner = new StringBuilder();
              loop(loop, arguments.require(0, "iterable"), scope, inner, depth + 1);
              return inner.toString();
            }
            : null;
    LoopState state = new LoopState(items, depth, again);
    for (Object item : items) {
      state.next();
      budget.step();
      Scope inner = new Scope(scope);
      inner.set("loop", state);
      assign(loop.target(), item, inner);
      if (run(loop.body(), inner, out) == Flow.BREAK) {
        break;
      }
    }
    if (items.isEmpty()) {
      run(loop.otherwise(), new Scope(scope), out);
    }
  }

  private List<Object> chosen(Statement.For loop, List<Object> items, Scope scope) {
    if (loop.condition() == null) {
      return items;
    }
    List<Object> chosen = new ArrayList<>();
    for (Object item : items) {
      Scope inner = new Scope(scope);
      assign(loop.target(), item, inner);
      if (evaluator.isTrue(loop.condition(), inner)) {
        budget.allocate(16);
        chosen.add(item);
      }
    }
    return chosen;
  }

  private void assign(Expression target, Object value, Scope scope) {
    switch (target) {
      case Expression.Name name -> scope.set(name.name(), value);
      case Expression.TupleOf tuple ->
          at(
              tuple.line(),
              () -> {
                unpack(tuple.items(), value, scope);
                return None.NONE;
              });
      case Expression.Attribute attribute -> {
        if (!(evaluator.value(attribute.target(), scope) instanceof Namespace namespace)) {
          throw new TemplateException(
              "cannot assign attribute on non-namespace object", attribute.line());
        }
        namespace.attributes().put(attribute.name(), value);
      }
      default -> throw new TemplateException("cannot be assigned to", target.line());
    }
  }

  private void unpack(List<Expression> targets, Object value, Scope scope) {
    List<Object> items = Iteration.items(value, budget);
    if (items.size() != targets.size()) {
      throw new TemplateException("%d values for %d names".formatted(items.size(), targets.size()));
    }
    for (int i = 0; i < items.size(); i++) {
      assign(targets.get(i), items.get(i), scope);
    }
  }

  private static <T> T at(int line, java.util.function.Supplier<T> action) {
    try {
      return action.get();
    } catch (TemplateException e) {
      throw e.at(line);
    }
  }
}
