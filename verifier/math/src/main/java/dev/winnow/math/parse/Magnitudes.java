package dev.winnow.math.parse;

import dev.winnow.math.expr.Rational;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Words and signs after a value that multiply it: {@code thousand}, {@code dozen}, {@code M}. */
public final class Magnitudes {
  private static final Map<String, Rational> FACTORS = new HashMap<>();

  /** The Chinese and Japanese signs, which directly follow the digits. */
  private static final String SIGNS = "\u5341\u767e\u5343\u4e07\u842c\u4ebf\u5104\u5146";

  private static final long[] SIGN_FACTORS = {
    10, 100, 1_000, 10_000, 10_000, 100_000_000, 100_000_000, 1_000_000_000_000L
  };

  static {
    add(10, "ten", "tens");
    add(12, "dozen", "dozens");
    add(20, "score");
    add(100, "hundred", "hundreds");
    add(144, "gross");
    add(1_000, "thousand", "thousands", "k", "K", "grand");
    add(100_000, "lakh", "lakhs", "lac");
    add(1_000_000, "million", "millions", "M", "mio", "mn");
    add(10_000_000, "crore", "crores");
    add(1_000_000_000, "billion", "billions", "bn");
    add(1_000_000_000_000L, "trillion", "trillions");
  }

  private Magnitudes() {}

  private static void add(long factor, String... words) {
    for (String word : words) {
      FACTORS.put(word, Rational.of(factor));
    }
  }

  /** Returns the factor of one word, or null. Single letters are case-sensitive. */
  public static @Nullable Rational factor(String word) {
    Rational exact = FACTORS.get(word);
    return exact != null || word.length() == 1
        ? exact
        : FACTORS.get(word.toLowerCase(java.util.Locale.ROOT));
  }

  /** Returns the number of signs at the start of the text that are magnitudes. */
  static int signs(String text) {
    int end = 0;
    while (end < text.length() && SIGNS.indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    return end;
  }

  static Rational factorOfSigns(String signs) {
    Rational factor = Rational.ONE;
    for (int i = 0; i < signs.length(); i++) {
      factor = factor.times(Rational.of(SIGN_FACTORS[SIGNS.indexOf(signs.charAt(i))]));
    }
    return factor;
  }
}
