package dev.winnow.transformer.template.jinja;

import dev.winnow.transformer.template.jinja.TemplateToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits a template into tokens, with {@code trim_blocks} and {@code lstrip_blocks} on: the newline
 * after a block tag and the spaces before one belong to the tag.
 */
final class TemplateLexer {
  private static final Pattern RAW =
      Pattern.compile("\\{%([-+]?)\\s*raw\\s*(-%\\}\\s*|%\\})", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern END_RAW =
      Pattern.compile(
          "\\{%([-+]?)\\s*endraw\\s*(\\+%\\}|-%\\}\\s*|%\\}\\n?)", Pattern.UNICODE_CHARACTER_CLASS);

  private final String source;
  private final List<TemplateToken> tokens = new ArrayList<>();
  private int position;
  private int line = 1;
  private boolean lineStarting = true;

  private TemplateLexer(String source) {
    String unified = source.replace("\r\n", "\n").replace('\r', '\n');
    this.source = unified.endsWith("\n") ? unified.substring(0, unified.length() - 1) : unified;
  }

  static List<TemplateToken> tokens(String source) {
    TemplateLexer lexer = new TemplateLexer(source);
    lexer.run();
    return lexer.tokens;
  }

  private void run() {
    while (position < source.length()) {
      int tag = nextTag(position);
      if (tag < 0) {
        data(source.substring(position));
        move(source.length());
      } else {
        tag(tag);
      }
    }
    add(Kind.END, "");
  }

  private void tag(int tag) {
    char kind = source.charAt(tag + 1);
    char sign = tag + 2 < source.length() ? source.charAt(tag + 2) : ' ';
    boolean signed = sign == '-' || sign == '+';
    data(before(tag, sign, kind == '{'));
    move(tag);
    Matcher raw = RAW.matcher(source).region(tag, source.length());
    if (kind == '%' && raw.lookingAt()) {
      move(raw.end());
      raw();
    } else if (kind == '#') {
      comment(tag);
    } else {
      add(kind == '{' ? Kind.VARIABLE_BEGIN : Kind.BLOCK_BEGIN, "");
      move(tag + (signed ? 3 : 2));
      inside(kind == '{');
    }
  }

  /** Returns the text before a tag, without the white space that the tag removes. */
  private String before(int tag, char sign, boolean variable) {
    String text = source.substring(position, tag);
    if (sign == '-') {
      return PyText.rstrip(text);
    }
    if (sign == '+' || variable) {
      return text;
    }
    int start = text.lastIndexOf('\n') + 1;
    boolean indentation = PyText.strip(text.substring(start)).isEmpty();
    return indentation && (start > 0 || lineStarting) ? text.substring(0, start) : text;
  }

  private void comment(int tag) {
    int end = source.indexOf("#}", tag + 2);
    if (end < 0) {
      throw new TemplateException("the comment has no end '#}'", line);
    }
    char sign = end > tag + 2 ? source.charAt(end - 1) : ' ';
    move(afterTag(end + 2, sign));
  }

  private void raw() {
    Matcher end = END_RAW.matcher(source).region(position, source.length());
    if (!end.find()) {
      throw new TemplateException("'raw' has no 'endraw'", line);
    }
    String sign = end.group(1);
    data(before(end.start(), sign.isEmpty() ? ' ' : sign.charAt(0), false));
    move(end.end());
  }

  private void inside(boolean variable) {
    List<Character> open = new ArrayList<>();
    char first = variable ? '}' : '%';
    while (position < source.length()) {
      int end = open.isEmpty() ? tagEnd(first) : -1;
      if (end >= 0) {
        char sign = source.charAt(position);
        add(variable ? Kind.VARIABLE_END : Kind.BLOCK_END, "");
        move(variable && sign != '-' ? end : afterTag(end, sign));
        return;
      }
      inner(open);
    }
    throw new TemplateException("the tag has no end '" + first + "}'", line);
  }

  private void inner(List<Character> open) {
    char c = source.charAt(position);
    if (PyText.isSpace(c)) {
      move(position + 1);
      return;
    }
    InnerToken token = InnerToken.at(source, position, line);
    if ("([{".indexOf(c) >= 0) {
      open.add(c);
    } else if (")]}".indexOf(c) >= 0) {
      close(open, c);
    }
    tokens.add(token.token());
    move(token.end());
  }

  private void close(List<Character> open, char c) {
    char wanted = c == ')' ? '(' : c == ']' ? '[' : '{';
    if (open.isEmpty() || open.removeLast() != wanted) {
      throw new TemplateException("unexpected '" + c + "'", line);
    }
  }

  /**
   * Returns the end of the tag, without the white space after it, or -1 if the tag does not end
   * here.
   */
  private int tagEnd(char first) {
    boolean signs = source.startsWith("-", position);
    signs |= first == '%' && source.startsWith("+", position);
    int start = position + (signs ? 1 : 0);
    return source.startsWith(first + "}", start) ? start + 2 : -1;
  }

  private int afterTag(int end, char sign) {
    int after = end;
    if (sign == '-') {
      while (after < source.length() && PyText.isSpace(source.charAt(after))) {
        after++;
      }
    } else if (sign != '+' && source.startsWith("\n", after)) {
      after++;
    }
    return after;
  }

  private int nextTag(int from) {
    for (int i = source.indexOf('{', from);
        i >= 0 && i + 1 < source.length();
        i = source.indexOf('{', i + 1)) {
      if ("{%#".indexOf(source.charAt(i + 1)) >= 0) {
        return i;
      }
    }
    return -1;
  }

  private void data(String text) {
    if (!text.isEmpty()) {
      add(Kind.DATA, text);
    }
  }

  private void add(Kind kind, String text) {
    tokens.add(new TemplateToken(kind, text, line));
  }

  private void move(int to) {
    for (int i = position; i < to; i++) {
      if (source.charAt(i) == '\n') {
        line++;
      }
    }
    lineStarting = to > position ? source.charAt(to - 1) == '\n' : lineStarting;
    position = to;
  }
}
