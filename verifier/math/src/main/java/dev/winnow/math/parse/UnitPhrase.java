package dev.winnow.math.parse;

import dev.winnow.math.expr.Rational;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The meaning of the words after a value: a factor and a unit.
 *
 * <p>Every word must be a magnitude, a known unit, a known name of countable things or a word
 * without content. Any other word makes the answer unreadable: ignoring it could turn {@code 42 or
 * less} or {@code 42 squared} into 42.
 *
 * @param factor product of the magnitudes
 * @param unit the unit's canonical name; empty if there is none
 */
record UnitPhrase(Rational factor, String unit) {

  private static final Pattern GAPS = Pattern.compile("[\\s,;()]+");
  private static final Pattern JOINTS = Pattern.compile("[/-]");

  static UnitPhrase of(String words) {
    if (Units.isListed(words) && Magnitudes.factor(words) == null) {
      return new UnitPhrase(Rational.ONE, Units.canonical(words));
    }
    if (words.equals("in") || words.equals("in.")) {
      return new UnitPhrase(Rational.ONE, "inch");
    }
    String text = words.replace("{", "").replace("}", "").replace("\\", " ").strip();
    Rational factor = Rational.ONE;
    StringBuilder unit = new StringBuilder();
    boolean measured = false;
    boolean shaped = false;
    for (String part : GAPS.split(text)) {
      int signs = Units.isListed(part) ? 0 : Magnitudes.signs(part);
      String word = part.substring(signs);
      factor = factor.times(Magnitudes.factorOfSigns(part.substring(0, signs)));
      Rational magnitude = unit.isEmpty() ? Magnitudes.factor(word) : null;
      if (magnitude != null) {
        factor = factor.times(magnitude);
        continue;
      }
      if (word.isEmpty()) {
        continue;
      }
      boolean shape = isShape(word);
      boolean power = isPower(word);
      if (power && !measured || !power && !shape && !isUnderstood(word)) {
        throw new ParseFailure("words after a value");
      }
      if (shaped && !Units.isLengthLike(stem(word))) {
        throw new ParseFailure("square of no length");
      }
      shaped = shape;
      measured = Units.isLengthLike(stem(word)) || power && measured;
      unit.append(unit.isEmpty() ? "" : " ").append(word);
    }
    if (shaped) {
      throw new ParseFailure("square of nothing");
    }
    return new UnitPhrase(factor, Units.canonical(unit.toString()));
  }

  private static boolean isSmallPower(String power) {
    String digits = power.startsWith("-") ? power.substring(1) : power;
    return digits.length() == 1 && digits.charAt(0) >= '1' && digits.charAt(0) <= '9';
  }

  private static boolean isShape(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "square", "sq", "sq.", "cubic", "cu", "cu." -> true;
      default -> false;
    };
  }

  private static boolean isPower(String word) {
    return word.equalsIgnoreCase("squared")
        || word.equalsIgnoreCase("cubed")
        || word.startsWith("^");
  }

  private static String stem(String word) {
    int caret = word.indexOf('^');
    return caret > 0 ? word.substring(0, caret) : word;
  }

  /**
   * Returns whether these are units joined by slashes, each with at most a small power: {@code
   * km/h}, {@code m/s^2}.
   */
  private static boolean isUnderstood(String word) {
    for (String part : JOINTS.split(word)) {
      int caret = part.indexOf('^');
      String stem = caret > 0 ? part.substring(0, caret) : part;
      boolean power = caret < 0 || isSmallPower(part.substring(caret + 1));
      boolean digit = stem.length() > 1 && "23".indexOf(stem.charAt(stem.length() - 1)) >= 0;
      String bare = digit ? stem.substring(0, stem.length() - 1) : stem;
      boolean stop = bare.length() > 1 && bare.endsWith(".") && !Units.isListed(bare);
      String name = stop ? bare.substring(0, bare.length() - 1) : bare;
      if (!power || !name.isEmpty() && !Units.isListed(name) && !Nouns.isKnown(name)) {
        return false;
      }
    }
    return true;
  }
}
