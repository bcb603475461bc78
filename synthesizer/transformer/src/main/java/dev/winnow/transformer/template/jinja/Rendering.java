package dev.winnow.transformer.template.jinja;

import java.time.LocalDateTime;
import java.util.Optional;

/** The state of one rendering: its budget and its clock. */
final class Rendering {
  private final RenderBudget budget = new RenderBudget();
  private final LocalDateTime now;

  Rendering(LocalDateTime now) {
    this.now = now;
  }

  RenderBudget budget() {
    return budget;
  }

  LocalDateTime now() {
    return now;
  }

  Object call(Object target, Arguments arguments) {
    if (target instanceof UndefinedValue undefined) {
      throw undefined.used();
    }
    if (!(target instanceof Callable callable)) {
      throw new TemplateException("'%s' object is not callable".formatted(Types.name(target)));
    }
    budget.step();
    return callable.call(this, arguments);
  }

  Object filter(String name, Object value, Arguments arguments) {
    budget.step();
    return Filters.find(name).apply(this, value, arguments);
  }

  boolean test(String name, Object value, Arguments arguments) {
    budget.step();
    return Tests.find(name).holds(this, value, arguments);
  }

  String str(Object value) {
    return ValuePrinter.str(value, budget);
  }

  /** Returns an attribute by its dotted path, as in {@code map(attribute=...)}. */
  Object path(Object value, Object path, Optional<Object> otherwise) {
    Object found = value;
    for (Object part : path instanceof String text ? text.split("\\.", -1) : new Object[] {path}) {
      boolean digits = part instanceof String s && s.matches("\\d{1,9}");
      found = Access.subscript(found, digits ? Long.valueOf((String) part) : part);
      if (found instanceof UndefinedValue && otherwise.isPresent()) {
        return otherwise.get();
      }
    }
    return found;
  }
}
