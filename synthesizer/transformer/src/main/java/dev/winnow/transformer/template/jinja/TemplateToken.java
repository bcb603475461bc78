package dev.winnow.transformer.template.jinja;

/**
 * A token.
 *
 * @param kind kind of the token
 * @param text data, a name, an operator, a string's value or a number's digits
 * @param line its first line, from 1
 */
record TemplateToken(Kind kind, String text, int line) {
  enum Kind {
    DATA,
    VARIABLE_BEGIN,
    VARIABLE_END,
    BLOCK_BEGIN,
    BLOCK_END,
    NAME,
    STRING,
    INTEGER,
    FLOAT,
    OPERATOR,
    END
  }

  boolean is(Kind wanted, String value) {
    return kind == wanted && text.equals(value);
  }

  String described() {
    return switch (kind) {
      case END -> "end of template";
      case BLOCK_END -> "'%}'";
      case VARIABLE_END -> "'}}'";
      default -> "'" + text + "'";
    };
  }
}
