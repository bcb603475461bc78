package dev.winnow.verifier.constraint;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Splits a sentence into tokens by the conventions of the Penn Treebank, as NLTK does. The patterns
 * have no nested repetitions: the work is linear in the sentence.
 */
final class TreebankTokens {
  private record Rule(Pattern pattern, String replacement) {
    String apply(String text) {
      return pattern.matcher(text).replaceAll(replacement);
    }
  }

  private static final List<Rule> PUNCTUATION =
      List.of(
          rule("([\u00ab\u201c\u2018\u201e]|[`]{1,99})", " $1 "),
          rule("^\"", "`` "),
          rule("(``)", " $1 "),
          rule("([ (\\[{<])(\"|'{2})", "$1 `` "),
          rule("(?i)(')(?!re|ve|ll|m|t|s|d|n)(\\w)\\b", "$1 $2"),
          rule("([^.])(\\.)([\\])}>\"'\u00bb\u201d\u2019 ]{0,99})\\s{0,99}$", "$1 $2 $3 "),
          rule("([:,])([^\\d])", " $1 $2"),
          rule("([:,])$", " $1 "),
          rule("(\\.{2,99})", " $1 "),
          rule("([;@#$%&])", " $1 "),
          rule("([?!])", " $1 "),
          rule("([^'])' ", "$1 ' "),
          rule("([\\]\\[(){}<>])", " $1 "),
          rule("--", " -- "));

  /** These need a space at both ends of the sentence. */
  private static final List<Rule> ENDINGS =
      List.of(
          rule("([\u00bb\u201d\u2019])", " $1 "),
          rule("''", " '' "),
          rule("\"", " '' "),
          rule("([^' ])('[sS]|'[mM]|'[dD]|') ", "$1 $2 "),
          rule("([^' ])('ll|'LL|'re|'RE|'ve|'VE|n't|N'T) ", "$1 $2 "),
          rule("(?i)\\b(can)(not)\\b", " $1 $2 "),
          rule("(?i)\\b(d)('ye)\\b", " $1 $2 "),
          rule("(?i)\\b(gim)(me)\\b", " $1 $2 "),
          rule("(?i)\\b(gon)(na)\\b", " $1 $2 "),
          rule("(?i)\\b(got)(ta)\\b", " $1 $2 "),
          rule("(?i)\\b(lem)(me)\\b", " $1 $2 "),
          rule("(?i)\\b(more)('n)\\b", " $1 $2 "),
          rule("(?i)\\b(wan)(na)(?=\\s)", " $1 $2 "),
          rule("(?i) ('t)(is)\\b", " $1 $2 "),
          rule("(?i) ('t)(was)\\b", " $1 $2 "));

  private TreebankTokens() {}

  private static Rule rule(String pattern, String replacement) {
    return new Rule(Pattern.compile(pattern, Pattern.UNICODE_CASE), replacement);
  }

  static List<String> of(String sentence) {
    String text = sentence;
    for (Rule rule : PUNCTUATION) {
      text = rule.apply(text);
    }
    text = " " + text + " ";
    for (Rule rule : ENDINGS) {
      text = rule.apply(text);
    }
    return Arrays.stream(text.split("[" + PythonText.SPACES + "]+"))
        .filter(token -> !token.isEmpty())
        .toList();
  }
}
