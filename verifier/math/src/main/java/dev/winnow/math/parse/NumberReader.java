package dev.winnow.math.parse;

/**
 * Normalizes one number to plain ASCII: digits of any script, one decimal point, thousands
 * separators, an exponent ({@code 1.5E-3}) and a repeating tail ({@code 0.1\overline{6}}).
 */
final class NumberReader {
  private static final String[] SEPARATORS = {
    "{,}", ",\\!", "\\,", ",\\ ", "\\ ", "\u202f", "\u00a0", "\u2009", "'"
  };

  private final String text;
  private final boolean grouped;
  private final StringBuilder value = new StringBuilder();

  NumberReader(String text, boolean grouped) {
    this.text = text;
    this.grouped = grouped;
  }

  boolean startsAt(int at) {
    char c = text.charAt(at);
    return digit(at) || c == '.' && digit(at + 1) && !(at > 0 && digit(at - 1));
  }

  String value() {
    return value.toString();
  }

  private boolean digit(int at) {
    return at < text.length()
        && (text.charAt(at) < 128 ? isAscii(text.charAt(at)) : Character.isDigit(text.charAt(at)));
  }

  private static boolean isAscii(char c) {
    return c >= '0' && c <= '9';
  }

  /**
   * Reads from {@code start} and returns the end; inside brackets a comma separates elements, not
   * thousands.
   */
  int read(int start, boolean inBrackets) {
    value.setLength(0);
    int at = digits(start);
    if (value.length() <= 3 && !value.isEmpty()) {
      at = groups(at, inBrackets);
    }
    if (value.length() <= 3 && isDotted(at)) {
      at = dotted(at);
    } else if (at < text.length() && text.charAt(at) == '.' && !text.startsWith("..", at)) {
      at = fraction(at);
    }
    return exponent(at);
  }

  /** Two or more groups of three digits after points can only be thousands. */
  private boolean isDotted(int at) {
    return isGroup(at) && isGroup(at + 4) && !value.isEmpty() && value.charAt(0) != '0';
  }

  private boolean isGroup(int at) {
    boolean point = at < text.length() && text.charAt(at) == '.';
    return point && digit(at + 1) && digit(at + 2) && digit(at + 3) && !digit(at + 4);
  }

  private int dotted(int start) {
    int at = start;
    while (isGroup(at)) {
      at = digits(at + 1);
    }
    return at;
  }

  private int digits(int start) {
    int at = start;
    while (digit(at)) {
      value.append((char) ('0' + Character.digit(text.charAt(at), 10)));
      at++;
    }
    return at;
  }

  private int groups(int start, boolean inBrackets) {
    if (value.charAt(0) == '0') {
      return start;
    }
    int at = start;
    String separator = separatorAt(at, inBrackets);
    while (!separator.isEmpty() && text.startsWith(separator, at)) {
      int group = at + separator.length();
      while (group < text.length() && text.charAt(group) == ' ' && separator.endsWith("!")) {
        group++;
      }
      if (!digit(group) || !digit(group + 1) || !digit(group + 2) || digit(group + 3)) {
        return at;
      }
      at = digits(group);
    }
    return at;
  }

  private String separatorAt(int at, boolean inBrackets) {
    for (String separator : SEPARATORS) {
      if (text.startsWith(separator, at)) {
        return separator;
      }
    }
    if (grouped && at < text.length() && text.charAt(at) == ',' && !inBrackets) {
      return ",";
    }
    return grouped && at < text.length() && text.charAt(at) == ' ' ? " " : "";
  }

  private int fraction(int point) {
    value.append('.');
    int at = digits(point + 1);
    for (String over : new String[] {"\\overline{", "\\bar{", "\\dot{"}) {
      int close = text.startsWith(over, at) ? text.indexOf('}', at) : -1;
      if (close > 0) {
        return repeating(at + over.length(), close);
      }
    }
    return at;
  }

  private int repeating(int from, int close) {
    int mark = value.length();
    value.append('~');
    if (digits(from) != close || from == close) {
      throw new ParseFailure("repeating part");
    }
    if (value.length() - mark > 60) {
      throw new ParseFailure("long repeating part");
    }
    return close + 1;
  }

  private int exponent(int at) {
    boolean marked = at < text.length() && (text.charAt(at) == 'E' || text.charAt(at) == 'e');
    if (!marked) {
      return at;
    }
    boolean signed =
        at + 1 < text.length() && (text.charAt(at + 1) == '-' || text.charAt(at + 1) == '+');
    int first = signed ? at + 2 : at + 1;
    boolean product =
        signed && text.charAt(at) == 'e' && value.indexOf(".") < 0 && !value.toString().equals("1");
    if (!digit(first) || product) {
      return at;
    }
    value.append('E');
    if (signed && text.charAt(at + 1) == '-') {
      value.append('-');
    }
    return digits(first);
  }
}
