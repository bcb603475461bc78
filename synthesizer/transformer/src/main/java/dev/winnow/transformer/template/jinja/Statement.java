package dev.winnow.transformer.template.jinja;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement: writes text or changes variables. */
sealed interface Statement {
  record Text(String text) implements Statement {}

  record Print(Expression value) implements Statement {}

  record If(Expression condition, List<Statement> then, List<Statement> otherwise)
      implements Statement {}

  record For(
      Expression target,
      Expression items,
      @Nullable Expression condition,
      List<Statement> body,
      List<Statement> otherwise,
      boolean recursive)
      implements Statement {}

  record Set(Expression target, Expression value) implements Statement {}

  /** {@code set} with a body; the filters apply to {@link TemplateBody}. */
  record SetBlock(Expression target, List<Statement> body, @Nullable Expression filters)
      implements Statement {}

  record FilterBlock(Expression filters, List<Statement> body) implements Statement {}

  record With(List<Expression> targets, List<Expression> values, List<Statement> body)
      implements Statement {}

  /** A body with its own scope. */
  record Scoped(List<Statement> body) implements Statement {}

  record Define(MacroDefinition macro) implements Statement {}

  record CallBlock(Expression.Call call, MacroDefinition caller) implements Statement {}

  record Jump(boolean again) implements Statement {}

  /**
   * A macro definition.
   *
   * @param defaults default values of the last parameters
   */
  record MacroDefinition(
      String name,
      List<String> parameters,
      List<Expression> defaults,
      List<Statement> body,
      int line) {}
}
