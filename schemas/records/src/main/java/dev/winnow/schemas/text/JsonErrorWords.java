package dev.winnow.schemas.text;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the JSON parser's messages mean. */
final class JsonErrorWords {
  private static final int MAX_QUOTED_CHARS = 40;

  /** In order; the first that matches counts. {@code %s} is what the parser quotes. */
  private static final List<Rule> RULES =
      List.of(
          rule(
              "Unexpected end-of-input|end-of-input",
              "it ends before all braces, brackets and quotes are closed; each object must stand"
                  + " on one line"),
          rule("No content", "there is nothing in it"),
          rule("Trailing token", "text follows the end of the value; give one object a line"),
          rule(
              "Duplicate (?:field|[Oo]bject property) ['\"](.*?)['\"]$",
              "the key '%s' stands in it twice; keep one"),
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
              "%s is no JSON number; write null, or leave the field out"),
          rule(
              "Unrecognized token '(.*?)'",
              "'%s' is no JSON; texts stand in double quotes, and constants are true, false, null"),
          rule(
              "Unexpected character \\('?(.{1,2}?)'? \\(code \\d+[^)]*\\)\\) in numeric value",
              "'%s' is wrong in a number"),
          rule(
              "Unexpected character \\('?(.{1,2}?)'? \\(code",
              "'%s' is not expected here; texts and"
                  + " keys stand in double quotes, and values are separated by commas"),
          rule("Unexpected close marker '(.)'", "'%s' closes what was not opened"),
          rule(
              "Illegal unquoted character|Illegal character|CTRL-CHAR",
              "a control character, such as a line break, stands in it as it is; write it as an"
                  + " escape such as \\n"),
          rule(
              "Unrecognized character escape (?:')?(.)",
              "\\%s is no escape; a backslash is written \\\\"),
          rule("hex-digit|[Ii]nvalid.*escape", "\\u needs four hexadecimal digits after it"),
          rule("[Ll]eading zero", "a number begins with 0; write it without, or as text"),
          rule(
              "surrogate|UTF-8|Invalid UTF",
              "it holds half of a surrogate pair, or is not UTF-8; save the file as UTF-8"),
          rule(
              "numeric value|[Dd]ecimal point|[Ee]xponent|number",
              "a number is not written as JSON wants it; write it as text"));

  private JsonErrorWords() {}

  private record Rule(Pattern pattern, String words) {}

  private static Rule rule(String pattern, String words) {
    return new Rule(Pattern.compile(pattern), words);
  }

  /** The words for a parser's message, or these where it is not known. */
  static String of(String message, String otherwise) {
    for (Rule rule : RULES) {
      Matcher matcher = rule.pattern().matcher(message);
      if (matcher.find()) {
        return words(rule, matcher.toMatchResult());
      }
    }
    return otherwise;
  }

  private static String words(Rule rule, MatchResult found) {
    boolean isQuoting = found.groupCount() > 0 && found.group(1) != null;
    return isQuoting ? rule.words().formatted(cut(found.group(1))) : rule.words();
  }

  private static String cut(String text) {
    if (text.codePointCount(0, text.length()) <= MAX_QUOTED_CHARS) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, MAX_QUOTED_CHARS)) + "...";
  }
}
