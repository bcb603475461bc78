package dev.winnow.math.parse;

import dev.winnow.math.expr.Expr;
import dev.winnow.math.expr.Rational;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parses the text after a number in words: "quarters", "and a half", "dozen", "apples". */
final class SpelledFractions {
  private static final Map<String, Integer> DENOMINATORS =
      Map.ofEntries(
          Map.entry("half", 2),
          Map.entry("halves", 2),
          Map.entry("third", 3),
          Map.entry("quarter", 4),
          Map.entry("fourth", 4),
          Map.entry("fifth", 5),
          Map.entry("sixth", 6),
          Map.entry("seventh", 7),
          Map.entry("eighth", 8),
          Map.entry("ninth", 9),
          Map.entry("tenth", 10),
          Map.entry("twelfth", 12),
          Map.entry("twentieth", 20),
          Map.entry("hundredth", 100),
          Map.entry("thousandth", 1000));

  private SpelledFractions() {}

  static boolean isDenominator(String[] words, int at) {
    return at < words.length && denominator(words[at]) != null;
  }

  private static @Nullable Integer denominator(String word) {
    Integer one = DENOMINATORS.get(word);
    return one != null || !word.endsWith("s")
        ? one
        : DENOMINATORS.get(word.substring(0, word.length() - 1));
  }

  /**
   * Returns the number with the fraction, magnitude, unit or noun after it, or null if there is
   * none.
   *
   * @param whole the number before {@code at}; null if the text begins here
   */
  static @Nullable Expr after(@Nullable Rational whole, String[] words, int at) {
    if (whole != null && isDenominator(words, at)) {
      return named(over(whole, words[at]), words, at + 1);
    }
    if (whole == null && words.length == 1) {
      return words[0].equals("half") ? Expr.Num.of(Rational.HALF) : null;
    }
    boolean and = whole != null && words[at].equals("and");
    int count = and ? at + 1 : at;
    if (count + 1 < words.length && (and || whole == null) && isDenominator(words, count + 1)) {
      Rational numerator = numerator(words[count]);
      Rational part = numerator == null ? null : over(numerator, words[count + 1]);
      return part == null ? null : named(whole == null ? part : whole.plus(part), words, count + 2);
    }
    return whole == null || and ? null : named(whole, words, at);
  }

  private static @Nullable Rational numerator(String word) {
    Integer small =
        word.equals("a") || word.equals("an") ? Integer.valueOf(1) : NumberWords.small(word);
    return small == null ? null : Rational.of(small);
  }

  private static Rational over(Rational numerator, String denominator) {
    Integer parts = denominator(denominator);
    return numerator.times(Rational.of(1, parts == null ? 1 : parts));
  }

  /** Returns the value with the unit or the noun that the other words name. */
  private static @Nullable Expr named(Rational value, String[] words, int at) {
    if (at == words.length) {
      return Expr.Num.of(value);
    }
    try {
      String rest = String.join(" ", Arrays.asList(words).subList(at, words.length));
      UnitPhrase phrase = UnitPhrase.of(rest);
      Expr number = Expr.Num.of(value.times(phrase.factor()));
      return phrase.unit().isEmpty() ? number : new Expr.Quantity(number, phrase.unit());
    } catch (ParseFailure e) {
      return null;
    }
  }
}
