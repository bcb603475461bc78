package dev.winnow.transformer.template.jinja;

import dev.winnow.transformer.template.jinja.Statement.MacroDefinition;
import dev.winnow.transformer.template.jinja.TemplateToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Parses a template's statements. */
final class Parser {
  private final TokenStream tokens;
  private final ExpressionParser expressions;
  private int loops;

  private Parser(List<TemplateToken> tokens) {
    this.tokens = new TokenStream(tokens);
    this.expressions = new ExpressionParser(this.tokens);
  }

  /**
   * Parses a template.
   *
   * @throws TemplateException if it cannot be parsed
   */
  static List<Statement> parse(String source) {
    return new Parser(TemplateLexer.tokens(source)).statements(Set.of(), "");
  }

  /** Parses statements up to a block tag with one of the names, which is not consumed. */
  private List<Statement> statements(Set<String> ends, String opened) {
    tokens.enter();
    int begin = tokens.line();
    List<Statement> statements = new ArrayList<>();
    while (tokens.current().kind() != Kind.END) {
      TemplateToken token = tokens.take();
      switch (token.kind()) {
        case DATA -> statements.add(new Statement.Text(token.text()));
        case VARIABLE_BEGIN -> {
          statements.add(new Statement.Print(expressions.tuple(true)));
          tokens.expect(Kind.VARIABLE_END, "'}}'");
        }
        default -> {
          if (tokens.current().kind() == Kind.NAME && ends.contains(tokens.current().text())) {
            tokens.leave();
            return statements;
          }
          statements.add(statement());
          blockEnd();
        }
      }
    }
    if (!ends.isEmpty()) {
      throw new TemplateException("'" + opened + "' has no end", begin);
    }
    tokens.leave();
    return statements;
  }

  private Statement statement() {
    TemplateToken tag = tokens.expect(Kind.NAME, "a tag's name");
    return switch (tag.text()) {
      case "if" -> condition();
      case "for" -> loop();
      case "set" -> set();
      case "macro" -> macro();
      case "call" -> call(tag.line());
      case "filter" -> filter();
      case "with" -> with();
      case "generation" -> new Statement.Scoped(body("generation"));
      case "block" -> block();
      case "autoescape" -> autoescape();
      case "print" -> new Statement.Print(expressions.tuple(true));
      case "break", "continue" -> jump(tag);
      case "include", "import", "from", "extends" ->
          throw new TemplateException(
              "'%s' would read another file, which a chat template may not".formatted(tag.text()),
              tag.line());
      default -> throw new TemplateException("unknown tag '" + tag.text() + "'", tag.line());
    };
  }

  private Statement condition() {
    tokens.enter();
    tokens.condition(1);
    Expression condition = expressions.tuple(false);
    blockEnd();
    List<Statement> then = statements(Set.of("elif", "else", "endif"), "if");
    List<Statement> otherwise = List.of();
    if (tokens.skipName("elif")) {
      otherwise = List.of(condition());
    } else if (tokens.skipName("else")) {
      blockEnd();
      otherwise = statements(Set.of("endif"), "if");
      tokens.take();
    } else {
      tokens.take();
    }
    tokens.condition(-1);
    tokens.leave();
    return new Statement.If(condition, then, otherwise);
  }

  private Statement loop() {
    Expression target = expressions.target(false);
    tokens.expectName("in");
    Expression items = expressions.tuple(false);
    Expression condition = tokens.skipName("if") ? expressions.expression() : null;
    boolean recursive = tokens.skipName("recursive");
    blockEnd();
    loops++;
    List<Statement> body = statements(Set.of("else", "endfor"), "for");
    loops--;
    List<Statement> otherwise = List.of();
    if (tokens.skipName("else")) {
      blockEnd();
      otherwise = statements(Set.of("endfor"), "for");
    }
    tokens.expectName("endfor");
    return new Statement.For(target, items, condition, body, otherwise, recursive);
  }

  private Statement set() {
    Expression target = expressions.target(true);
    if (tokens.skipOperator("=")) {
      return new Statement.Set(target, expressions.tuple(true));
    }
    Expression begin = new Expression.Constant(TemplateBody.VALUE, tokens.line());
    Expression filters = expressions.filters(begin);
    return new Statement.SetBlock(target, body("set"), filters == begin ? null : filters);
  }

  private Statement macro() {
    TemplateToken name = tokens.expect(Kind.NAME, "the macro's name");
    return new Statement.Define(definition(name.text(), name.line(), "macro"));
  }

  private MacroDefinition definition(String name, int line, String tag) {
    Signature signature = signature();
    return new MacroDefinition(name, signature.names(), signature.defaults(), macroBody(tag), line);
  }

  private List<Statement> macroBody(String tag) {
    int around = loops;
    loops = 0;
    List<Statement> body = body(tag);
    loops = around;
    return body;
  }

  private record Signature(List<String> names, List<Expression> defaults) {}

  private Signature signature() {
    List<String> names = new ArrayList<>();
    List<Expression> defaults = new ArrayList<>();
    tokens.expectOperator("(");
    while (!tokens.isOperator(")")) {
      names.add(tokens.expect(Kind.NAME, "a parameter's name").text());
      if (tokens.skipOperator("=")) {
        defaults.add(expressions.expression());
      } else if (!defaults.isEmpty()) {
        throw tokens.unexpected("a default, as the parameter before has");
      }
      if (!tokens.isOperator(")")) {
        tokens.expectOperator(",");
      }
    }
    tokens.expectOperator(")");
    return new Signature(names, defaults);
  }

  private Statement call(int line) {
    Signature signature =
        tokens.isOperator("(") ? signature() : new Signature(List.of(), List.of());
    if (!(expressions.expression() instanceof Expression.Call target)) {
      throw new TemplateException("'call' wants a call of a macro", line);
    }
    return new Statement.CallBlock(
        target,
        new MacroDefinition(
            "caller", signature.names(), signature.defaults(), macroBody("call"), line));
  }

  private Statement filter() {
    Expression filters = expressions.bodyFilters();
    return new Statement.FilterBlock(filters, body("filter"));
  }

  private Statement with() {
    List<Expression> targets = new ArrayList<>();
    List<Expression> values = new ArrayList<>();
    while (tokens.current().kind() != Kind.BLOCK_END) {
      if (!targets.isEmpty()) {
        tokens.expectOperator(",");
      }
      targets.add(expressions.target(false));
      tokens.expectOperator("=");
      values.add(expressions.expression());
    }
    return new Statement.With(targets, values, body("with"));
  }

  private Statement block() {
    String name = tokens.expect(Kind.NAME, "the block's name").text();
    while (tokens.skipName("scoped") || tokens.skipName("required")) {
      // Both modifiers concern templates that extend this one, which are not supported.
    }
    List<Statement> body = body("block");
    tokens.skipName(name);
    return new Statement.Scoped(body);
  }

  private Statement autoescape() {
    expressions.expression();
    return new Statement.Scoped(body("autoescape"));
  }

  private Statement jump(TemplateToken tag) {
    if (loops == 0) {
      throw new TemplateException("'" + tag.text() + "' stands outside of a loop", tag.line());
    }
    return new Statement.Jump(tag.text().equals("continue"));
  }

  /** Parses statements up to the tag {@code endNAME}, which is consumed. */
  private List<Statement> body(String tag) {
    blockEnd();
    List<Statement> body = statements(Set.of("end" + tag), tag);
    tokens.take();
    return body;
  }

  private void blockEnd() {
    tokens.expect(Kind.BLOCK_END, "'%}'");
  }
}
