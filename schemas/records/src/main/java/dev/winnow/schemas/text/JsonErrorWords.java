package dev.winnow.schemas.text;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Translates the messages of the JSON parser. */
final class JsonErrorWords {
  private static final int MAX_QUOTED_CHARS = 40;

  /** The first rule that matches applies. {@code %s} is the text that the parser quotes. */
  private static final List<Rule> RULES =
      List.of(
          rule(
              "Unexpected end-of-input|end-of-input",
              "it ends before all braces, brackets and quotes are closed; each object must stand"
                  + " on one line"),
          rule("No content", "there is nothing in it"),
          rule("Trailing token", "text follows the end of the value; write one object per line"),
          rule(
              "Duplicate (?:field|[Oo]bject property) ['\"](.*?)['\"]$",
              "the key '%s' occurs twice; keep one"),
          rule(
              "[Dd]ocument nesting depth .*?maximum allowed \\((\\d+)",
              "it is nested more than %s deep"),
          rule(
              "(?:String|Text) value length .*?maximum allowed \\((\\d+)",
              "a text in it has more than %s characters; split it"),
          rule("Name length .*?maximum allowed \\((\\d+)", "a key has more than %s characters"),
          rule(
              "Number value length .*?maximum allowed \\((\\d+)",
              "a number has more than %s characters; write it as text"),
          rule("Token count .*?maximum allowed \\((\\d+)", "it has more than %s parts; split it"),
          rule("exceeds the maximum", "it is too large; split it"),
          rule(
              "(?:Non-standard token '|Unrecognized token ')(-?(?:NaN|Infinity|INF|[+]?INF))",
              "%s is not a JSON number; write null, or leave the field out"),
          rule(
              "Unrecognized token '(.*?)'",
              "'%s' is not JSON; texts need double quotes, and constants are true, false, null"),
          rule(
              "Unexpected character \\('?(.{1,2}?)'? \\(code \\d+[^)]*\\)\\) in numeric value",
              "'%s' is wrong in a number"),
          rule(
              "Unexpected character \\('?(.{1,2}?)'? \\(code",
              "'%s' is not expected here; texts and"
                  + " keys need double quotes, and values are separated by commas"),
          rule("Unexpected close marker '(.)'", "'%s' closes what was not opened"),
          rule(
              "Illegal unquoted character|Illegal character|CTRL-CHAR",
              "it contains an unescaped control character, such as a line break; write it as an"
                  + " escape such as \\n"),
          rule(
              "Unrecognized character escape (?:')?(.)",
              "\\%s is not an escape; a backslash is written \\\\"),
          rule("hex-digit|[Ii]nvalid.*escape", "\\u needs four hexadecimal digits after it"),
          rule("[Ll]eading zero", "a number begins with 0; write it without, or as text"),
          rule(
              "surrogate|UTF-8|Invalid UTF",
              "it holds half of a surrogate pair, or is not UTF-8; save the file as UTF-8"),
          rule(
              "numeric value|[Dd]ecimal point|[Ee]xponent|number",
              "a number is not written as JSON wants it; write it as text"));

  private JsonErrorWords() {}

  private record Rule(Pattern pattern, String translation) {}

  private static Rule rule(String pattern, String translation) {
    return new Rule(Pattern.compile(pattern), translation);
  }

  /**
   * Returns the translation of a parser's message, or the alternative if the message is unknown.
   */
  static String of(String message, String otherwise) {
    for (Rule rule : RULES) {
      Matcher matcher = rule.pattern().matcher(message);
      if (matcher.find()) {
        return translation(rule, matcher.toMatchResult());
      }
    }
    return otherwise;
  }

  private static String translation(Rule rule, MatchResult found) {
    boolean isQuoting = found.groupCount() > 0 && found.group(1) != null;
    return isQuoting ? rule.translation().formatted(cut(found.group(1))) : rule.translation();
  }

  private static String cut(String text) {
    if (text.codePointCount(0, text.length()) <= MAX_QUOTED_CHARS) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, MAX_QUOTED_CHARS)) + "...";
  }
}
