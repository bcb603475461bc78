package dev.winnow.math.parse;

import dev.winnow.math.expr.Expr;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parses English number words up to the millions: "twenty-five", "one hundred and three". */
final class NumberWords {
  private static final int LONGEST = 80;
  private static final Map<String, Integer> SMALL =
      Map.ofEntries(
          Map.entry("zero", 0),
          Map.entry("one", 1),
          Map.entry("two", 2),
          Map.entry("three", 3),
          Map.entry("four", 4),
          Map.entry("five", 5),
          Map.entry("six", 6),
          Map.entry("seven", 7),
          Map.entry("eight", 8),
          Map.entry("nine", 9),
          Map.entry("ten", 10),
          Map.entry("eleven", 11),
          Map.entry("twelve", 12),
          Map.entry("thirteen", 13),
          Map.entry("fourteen", 14),
          Map.entry("fifteen", 15),
          Map.entry("sixteen", 16),
          Map.entry("seventeen", 17),
          Map.entry("eighteen", 18),
          Map.entry("nineteen", 19),
          Map.entry("twenty", 20),
          Map.entry("thirty", 30),
          Map.entry("forty", 40),
          Map.entry("fifty", 50),
          Map.entry("sixty", 60),
          Map.entry("seventy", 70),
          Map.entry("eighty", 80),
          Map.entry("ninety", 90));
  private static final Map<String, Integer> SCALES =
      Map.of("hundred", 100, "thousand", 1_000, "million", 1_000_000);

  private NumberWords() {}

  static @Nullable Expr value(String text) {
    int first = 0;
    while (first < text.length()
        && !Character.isLetterOrDigit(text.charAt(first))
        && text.charAt(first) != '\\') {
      first++;
    }
    boolean letter = first < text.length() && Character.isLetter(text.charAt(first));
    return letter && text.length() < LONGEST
        ? words(text.toLowerCase(Locale.ROOT).split("[\\s,.-]+"))
        : null;
  }

  private static @Nullable Expr words(String[] words) {
    int end = 0;
    while (end < words.length && isNumber(words, end)) {
      end++;
    }
    Expr whole = end == 0 ? null : whole(words, end);
    if (end == words.length || whole == null && end > 0) {
      return whole;
    }
    return SpelledFractions.after(whole == null ? null : ((Expr.Num) whole).value(), words, end);
  }

  /** Returns whether the word belongs to the number: "and" does if a number follows it. */
  private static boolean isNumber(String[] words, int at) {
    String word = words[at];
    boolean joins =
        word.equals("and")
            && at > 0
            && at + 1 < words.length
            && SMALL.containsKey(words[at + 1])
            && !SpelledFractions.isDenominator(words, at + 2);
    return SMALL.containsKey(word) || at > 0 && SCALES.containsKey(word) || joins;
  }

  /** Returns the number that a single word names, or null. */
  static @Nullable Integer small(String word) {
    return SMALL.get(word);
  }

  private static @Nullable Expr whole(String[] words, int end) {
    long total = 0;
    long group = 0;
    for (int i = 0; i < end; i++) {
      Integer small = SMALL.get(words[i]);
      Integer scale = SCALES.get(words[i]);
      if (small != null) {
        if (group % 10 != 0 && small > 0 || group % 100 != 0 && small >= 10) {
          return null;
        }
        group += small;
      } else if (scale != null) {
        group *= scale;
        if (scale > 100) {
          total += group;
          group = 0;
        }
      }
    }
    return Expr.Num.of(total + group);
  }
}
