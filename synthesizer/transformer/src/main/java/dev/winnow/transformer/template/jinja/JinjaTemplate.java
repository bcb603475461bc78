package dev.winnow.transformer.template.jinja;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A parsed template. Thread-safe. */
public final class JinjaTemplate {
  private static final int MAX_SOURCE = 2_000_000;

  private final List<Statement> statements;

  private JinjaTemplate(List<Statement> statements) {
    this.statements = statements;
  }

  /**
   * Parses a template, with trim_blocks and lstrip_blocks on.
   *
   * @throws TemplateException if it cannot be parsed; names the line
   */
  public static JinjaTemplate parse(String source) {
    if (source.length() > MAX_SOURCE) {
      throw new TemplateException(
          "the template has %d characters, more than %d".formatted(source.length(), MAX_SOURCE));
    }
    try {
      return new JinjaTemplate(Parser.parse(source));
    } catch (StackOverflowError e) {
      throw new TemplateException("the template is nested too deeply");
    }
  }

  /**
   * Renders the template.
   *
   * @param variables variables by name: null, booleans, numbers, strings, lists and maps of these
   * @param now the time that {@code strftime_now} formats
   * @throws TemplateRefusal if the template calls {@code raise_exception}
   * @throws TemplateException if it fails, or exceeds its limit of time, text or depth
   */
  public String render(Map<String, ? extends @Nullable Object> variables, LocalDateTime now) {
    try {
      Scope scope = new Scope(Globals.scope());
      variables.forEach((name, value) -> scope.set(name, python(value)));
      return new Renderer(new Rendering(now)).capture(statements, scope);
    } catch (StackOverflowError e) {
      throw new TemplateException("the template is nested or recursive too deeply");
    }
  }

  private static Object python(@Nullable Object value) {
    return switch (value) {
      case null -> None.NONE;
      case Integer number -> number.longValue();
      case Short number -> number.longValue();
      case Float number -> number.doubleValue();
      case java.math.BigInteger number -> JinjaNumbers.whole(number);
      case Map<?, ?> map -> {
        Map<Object, Object> copy = new LinkedHashMap<>();
        map.forEach((key, item) -> copy.put(python(key), python(item)));
        yield copy;
      }
      case List<?> list -> {
        List<Object> copy = new ArrayList<>();
        list.forEach(item -> copy.add(python(item)));
        yield copy;
      }
      default -> value;
    };
  }
}
