package dev.winnow.math.parse;

import dev.winnow.math.expr.WorkBudget;
import dev.winnow.math.parse.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits an answer into tokens, without commands that only change the appearance. Linear in the
 * length of the text.
 */
final class Lexer {
  /** The digits in order, then the minus sign. */
  private static final String SUPERSCRIPTS =
      "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207b";

  private static final String SUBSCRIPTS =
      "\u2080\u2081\u2082\u2083\u2084\u2085\u2086\u2087\u2088\u2089\u208b";
  private static final int MINUS = 10;

  private final String text;
  private final NumberReader numbers;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private boolean spaced;
  private int depth;

  /** Creates a lexer. With {@code grouped}, {@code 1,234} is one number, else a list of two. */
  Lexer(String text, boolean grouped) {
    this.text = Escapes.single(text);
    this.numbers = new NumberReader(this.text, grouped);
  }

  List<Token> tokens(WorkBudget budget) {
    while (at < text.length()) {
      budget.spend(1);
      next();
    }
    tokens.add(Token.LAST);
    return tokens;
  }

  private void emit(Kind kind, String value) {
    tokens.add(new Token(kind, value, spaced));
    spaced = false;
  }

  private void next() {
    char c = text.charAt(at);
    if (numbers.startsAt(at)) {
      number();
    } else if (c == '\\') {
      command();
    } else if (c < 128 && Character.isLetter(c)) {
      word();
    } else if (c == '~' && tokens.isEmpty() && at + 1 < text.length() && numbers.startsAt(at + 1)) {
      at++;
      emit(Kind.COMMAND, "approx");
    } else if (c == '$' || c == '\u20ac' || c == '\u00a3' || c == '\u00a5' || c == '\u200b') {
      at++;
    } else if (Character.isWhitespace(c) || c == '\u00a0' || c == '~' || Character.isSpaceChar(c)) {
      spaced = true;
      at++;
    } else if (c < 128) {
      operator();
    } else {
      unicode(c);
    }
  }

  private void number() {
    boolean nested = !tokens.isEmpty() && depth > 0;
    int end = numbers.read(at, nested);
    emit(Kind.NUMBER, numbers.value());
    at = Ordinals.end(text, end);
  }

  private void operator() {
    String two = at + 1 < text.length() ? text.substring(at, at + 2) : "";
    switch (two) {
      case "**" -> pair("^");
      case "<=", "=<" -> pair("<=");
      case ">=" -> pair(">=");
      case "==" -> pair("=");
      case ":=" -> pair("=");
      case "<>" -> pair("!=");
      case "!=" -> {
        if (afterValue() && !spaced) {
          single();
        } else {
          pair("!=");
        }
      }
      case "->", "=>" -> {
        at += 2;
        emit(Kind.COMMAND, "Rightarrow");
      }
      default -> single();
    }
  }

  private boolean afterDegree() {
    int last = tokens.size() - 1;
    boolean braced = last > 0 && tokens.get(last).is("}") && tokens.get(last - 1).isCommand("circ");
    return braced || last >= 0 && tokens.get(last).isCommand("circ");
  }

  private boolean afterValue() {
    if (tokens.isEmpty()) {
      return false;
    }
    Token last = tokens.get(tokens.size() - 1);
    return last.kind() == Kind.NUMBER || last.is(")");
  }

  private void pair(String operator) {
    at += 2;
    emit(Kind.OPERATOR, operator);
  }

  private void single() {
    char c = text.charAt(at++);
    if (text.startsWith("..", at) && c == '.') {
      at += 2;
      emit(Kind.COMMAND, "ldots");
      return;
    }
    if (c == '(' || c == '[') {
      depth++;
    } else if (c == ')' || c == ']') {
      depth--;
    }
    emit(Kind.OPERATOR, Escapes.ascii(c));
  }

  /** Returns whether this is {@code a.m.} or {@code p.m.}, with both points. */
  private boolean isHalfDay() {
    return (text.charAt(at) == 'a' || text.charAt(at) == 'p') && text.startsWith(".m.", at + 1);
  }

  private void word() {
    if (isHalfDay()) {
      emit(Kind.WORD, text.charAt(at) == 'a' ? "am" : "pm");
      at += 4;
      return;
    }
    int end = at;
    while (end < text.length() && text.charAt(end) < 128 && Character.isLetter(text.charAt(end))) {
      end++;
    }
    String word = text.substring(at, end);
    boolean alone = at == 0 && end == text.length();
    String connector = word.startsWith("or") ? "or" : word.startsWith("and") ? "and" : "";
    if (!spaced
        && afterValue()
        && word.length() == connector.length() + 1
        && !connector.isEmpty()) {
      end = at + connector.length();
      word = connector;
    }
    at = end;
    if (word.length() == 1 || SymbolNames.isMeaningful(word)) {
      emit(Kind.WORD, word);
    } else if (word.length() > 3 || SymbolNames.isShortWord(word)) {
      emit(alone ? Kind.TEXT : Kind.WORD, word);
    } else {
      for (int i = 0; i < word.length(); i++) {
        emit(Kind.WORD, word.substring(i, i + 1));
      }
    }
  }

  /** Reads a sequence of superscript or subscript digits, optionally with a minus sign. */
  private void script(String operator, String digits) {
    emit(Kind.OPERATOR, operator);
    emit(Kind.OPERATOR, "{");
    StringBuilder value = new StringBuilder();
    while (at < text.length() && digits.indexOf(text.charAt(at)) >= 0) {
      int digit = digits.indexOf(text.charAt(at++));
      if (digit == MINUS) {
        emit(Kind.OPERATOR, "-");
      } else {
        value.append(digit);
      }
    }
    if (!value.isEmpty()) {
      emit(Kind.NUMBER, value.toString());
    }
    emit(Kind.OPERATOR, "}");
  }

  /** Reads numerals if no number precedes them, then the words directly after them. */
  private void ideographs() {
    boolean counted = !tokens.isEmpty() && tokens.get(tokens.size() - 1).kind() == Kind.NUMBER;
    int end = counted ? at : IdeographicNumerals.end(text, at);
    long value = IdeographicNumerals.value(text.substring(at, end));
    if (end > at && value >= 0) {
      emit(Kind.NUMBER, Long.toString(value));
      at = end;
      return;
    }
    end = at;
    while (end < text.length()
        && text.charAt(end) >= '\u2e80'
        && Character.isLetter(text.charAt(end))) {
      end++;
    }
    emit(Kind.TEXT, text.substring(at, end));
    at = end;
  }

  private void unicode(char c) {
    if (SUPERSCRIPTS.indexOf(c) >= 0) {
      script("^", SUPERSCRIPTS);
      return;
    }
    if (SUBSCRIPTS.indexOf(c) >= 0) {
      script("_", SUBSCRIPTS);
      return;
    }
    if (c >= '\u2e80' && Character.isLetter(c)) {
      ideographs();
      return;
    }
    at++;
    String meaning = Escapes.unicode(c);
    if (meaning.isEmpty()) {
      throw new ParseFailure("character U+" + Integer.toHexString(c));
    }
    if (meaning.charAt(0) == '\\') {
      emit(Kind.COMMAND, meaning.substring(1));
    } else if (Character.isDigit(meaning.charAt(0))) {
      emit(Kind.VULGAR, meaning);
    } else {
      emit(Kind.OPERATOR, meaning);
    }
  }

  private void command() {
    int end = at + 1;
    while (end < text.length() && text.charAt(end) < 128 && Character.isLetter(text.charAt(end))) {
      end++;
    }
    if (end == at + 1) {
      escaped();
      return;
    }
    String name = text.substring(at + 1, end);
    if (!SymbolNames.isCommand(name)) {
      int known = SymbolNames.knownPrefix(name);
      end = at + 1 + known;
      name = name.substring(0, known);
    }
    at = end;
    named(name);
  }

  private void named(String name) {
    if (SymbolNames.INVISIBLE.contains(name)) {
      boolean delimiter = name.endsWith("left") || name.endsWith("right");
      if (delimiter && at < text.length() && text.charAt(at) == '.') {
        at++;
      }
    } else if (SymbolNames.SPACES.contains(name)) {
      spaced = true;
    } else if (SymbolNames.TEXTS.contains(name) || SymbolNames.FACES.contains(name)) {
      prose(name);
    } else if (name.endsWith("color")
        || name.equals("phantom")
        || name.equals("hspace")
        || name.equals("vspace")) {
      argument();
      spaced = true;
    } else {
      emit(Kind.COMMAND, name);
    }
  }

  /** A word becomes text; anything else in another font is parsed as mathematics in braces. */
  private void prose(String name) {
    int start = skipSpace(at);
    if (start >= text.length() || text.charAt(start) != '{') {
      return;
    }
    int close = Escapes.closing(text, start);
    if (close < 0) {
      return;
    }
    String content = text.substring(start + 1, close);
    if (name.equals("operatorname")) {
      at = close + 1;
      emit(Kind.COMMAND, content.strip());
    } else if (isProse(name, content)) {
      at = close + 1;
      emit(Kind.TEXT, content);
    }
  }

  /** A single letter in prose is a unit after a number, and a variable or a choice elsewhere. */
  private boolean isProse(String name, String content) {
    if (!SymbolNames.TEXTS.contains(name)) {
      return Escapes.isWord(content);
    }
    boolean unit =
        (afterValue() || afterDegree())
            && content.strip().length() == 1
            && Character.isLetter(content.strip().charAt(0));
    return unit || !Escapes.isSymbol(content) && !Escapes.isQuantity(content);
  }

  private int skipSpace(int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) == ' ') {
      i++;
    }
    return i;
  }

  private void argument() {
    int start = skipSpace(at);
    int close =
        start < text.length() && text.charAt(start) == '{' ? Escapes.closing(text, start) : -1;
    at = close < 0 ? at : close + 1;
  }

  private void escaped() {
    char c = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    at += 2;
    switch (c) {
      case '{', '}' -> {
        depth += c == '{' ? 1 : -1;
        emit(Kind.OPERATOR, "\\" + c);
      }
      case '\\' -> emit(Kind.OPERATOR, "\\\\");
      case '%', '&', '#', '_' -> emit(Kind.OPERATOR, c == '_' ? "_" : String.valueOf(c));
      case '|' -> emit(Kind.OPERATOR, "|");
      case '!', '(', ')', '[', ']', '$' -> {}
      default -> spaced = true;
    }
  }
}
