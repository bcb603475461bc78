package dev.winnow.transformer.template.jinja;

/** Parses escapes in string literals as Python does. */
final class StringEscapes {
  private StringEscapes() {}

  static String decode(String raw, int line) {
    if (raw.indexOf('\\') < 0) {
      return raw;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < raw.length(); ) {
      char c = raw.charAt(i);
      if (c == '\\' && i + 1 < raw.length()) {
        i = escape(raw, i + 1, text, line);
      } else {
        text.append(c);
        i++;
      }
    }
    return text.toString();
  }

  private static int escape(String raw, int i, StringBuilder text, int line) {
    char c = raw.charAt(i);
    int simple = "abfnrtv\\'\"\n".indexOf(c);
    if (simple >= 0) {
      if (c != '\n') {
        text.append("\u0007\b\f\n\r\t\u000b\\'\"".charAt(simple));
      }
      return i + 1;
    }
    return switch (c) {
      case 'x' -> code(raw, i + 1, i + 3, 16, text, line);
      case 'u' -> code(raw, i + 1, i + 5, 16, text, line);
      case 'U' -> code(raw, i + 1, i + 9, 16, text, line);
      case '0', '1', '2', '3', '4', '5', '6', '7' -> code(raw, i, octalEnd(raw, i), 8, text, line);
      default -> {
        text.append('\\').append(c);
        yield i + 1;
      }
    };
  }

  private static int octalEnd(String raw, int start) {
    int end = start;
    while (end < raw.length() && end < start + 3 && "01234567".indexOf(raw.charAt(end)) >= 0) {
      end++;
    }
    return end;
  }

  private static int code(String raw, int from, int to, int radix, StringBuilder text, int line) {
    try {
      text.appendCodePoint(Integer.parseInt(raw.substring(from, to), radix));
      return to;
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new TemplateException("the string has a broken escape", line);
    }
  }
}
