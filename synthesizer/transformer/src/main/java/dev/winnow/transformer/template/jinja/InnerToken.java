package dev.winnow.transformer.template.jinja;

import dev.winnow.transformer.template.jinja.TemplateToken.Kind;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A token of an expression.
 *
 * @param token the token
 * @param end the position after it
 */
record InnerToken(TemplateToken token, int end) {
  private static final Pattern FLOAT =
      Pattern.compile(
          "(\\d+_)*\\d+(\\.(\\d+_)*\\d+([eE][+-]?(\\d+_)*\\d+)?|[eE][+-]?(\\d+_)*\\d+)");
  private static final Pattern INTEGER =
      Pattern.compile("0[bB](_?[01])+|0[oO](_?[0-7])+|0[xX](_?[0-9a-fA-F])+|\\d(_?\\d)*");
  private static final List<String> OPERATORS =
      List.of(
          "//", "**", "==", "!=", ">=", "<=", "+", "-", "/", "*", "%", "~", "[", "]", "(", ")", "{",
          "}", ">", "<", "=", ".", ":", "|", ",", ";");

  static InnerToken at(String source, int position, int line) {
    char c = source.charAt(position);
    if (c == '\'' || c == '"') {
      return string(source, position, line);
    }
    if (c >= '0' && c <= '9') {
      return number(source, position, line);
    }
    if (Character.isUnicodeIdentifierStart(c) || c == '_') {
      int end = position + 1;
      while (end < source.length() && Character.isUnicodeIdentifierPart(source.charAt(end))) {
        end++;
      }
      return of(Kind.NAME, source.substring(position, end), line, end);
    }
    for (String operator : OPERATORS) {
      if (source.startsWith(operator, position)) {
        return of(Kind.OPERATOR, operator, line, position + operator.length());
      }
    }
    throw new TemplateException("unexpected character '" + c + "'", line);
  }

  private static InnerToken string(String source, int position, int line) {
    char quote = source.charAt(position);
    for (int i = position + 1; i < source.length(); i++) {
      char c = source.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == quote) {
        String text = StringEscapes.decode(source.substring(position + 1, i), line);
        return of(Kind.STRING, text, line, i + 1);
      }
    }
    throw new TemplateException("the string has no end " + quote, line);
  }

  private static InnerToken number(String source, int position, int line) {
    boolean afterDot = position > 0 && source.charAt(position - 1) == '.';
    Matcher real = FLOAT.matcher(source).region(position, source.length());
    if (!afterDot && real.lookingAt()) {
      return of(Kind.FLOAT, real.group().replace("_", ""), line, real.end());
    }
    Matcher whole = INTEGER.matcher(source).region(position, source.length());
    whole.lookingAt();
    return of(Kind.INTEGER, whole.group().replace("_", ""), line, whole.end());
  }

  private static InnerToken of(Kind kind, String text, int line, int end) {
    return new InnerToken(new TemplateToken(kind, text, line), end);
  }
}
