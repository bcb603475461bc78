package dev.winnow.math.extract;

import java.util.List;

/**
 * Finds words next to a value that change its meaning: negations, bounds, doubts, magnitudes. They
 * become part of the answer, and the parser interprets them; without them "at least 4" would become
 * 4.
 */
final class Qualifiers {
  /** Words before a value; longer phrases precede their prefixes. */
  private static final List<String> BEFORE =
      List.of(
          "no less than",
          "not less than",
          "no fewer than",
          "no more than",
          "not more than",
          "not greater than",
          "greater than or equal to",
          "less than or equal to",
          "strictly more than",
          "strictly less than",
          "more than",
          "greater than",
          "larger than",
          "bigger than",
          "less than",
          "fewer than",
          "smaller than",
          "at least",
          "at most",
          "up to",
          "a minimum of",
          "a maximum of",
          "over",
          "under",
          "above",
          "below",
          "exceeds",
          "definitely not",
          "certainly not",
          "is not equal to",
          "not equal to",
          "is not",
          "isn't",
          "isn\u2019t",
          "are not",
          "aren't",
          "was not",
          "wasn't",
          "not",
          "never",
          "cannot be",
          "can't be",
          "can not be",
          "probably",
          "possibly",
          "perhaps",
          "maybe",
          "might be",
          "may be",
          "could be",
          "either",
          "neither",
          "around",
          "roughly",
          "nearly",
          "almost",
          "about",
          "close to",
          "something like",
          "in the range of",
          "between",
          "divided by",
          "times",
          "minus",
          "except",
          "anything but",
          "\u4e0d\u662f",
          "\u81f3\u5c11",
          "\u6700\u5c11",
          "\u81f3\u591a",
          "\u6700\u591a",
          "\u5927\u7ea6",
          "\u5927\u6982",
          "\u8d85\u8fc7",
          "\u53ef\u80fd\u662f");

  private static final List<String> AFTER =
      List.of(
          "or less",
          "or more",
          "or fewer",
          "or greater",
          "or higher",
          "or lower",
          "or above",
          "or below",
          "or so",
          "and above",
          "and below",
          "and up",
          "at least",
          "at most",
          "times",
          "squared",
          "cubed",
          "factorial",
          "minus",
          "plus",
          "more than",
          "less than",
          "fewer than",
          "halves",
          "thirds",
          "tenths",
          "hundredths",
          "thousandths",
          "hundred",
          "hundreds",
          "thousand",
          "thousands",
          "million",
          "millions",
          "billion",
          "billions",
          "trillion",
          "trillions",
          "dozen",
          "dozens",
          "lakh",
          "lakhs",
          "crore",
          "crores",
          "remainder",
          "in base",
          "to the power",
          "mod",
          "modulo");

  private static final int LONGEST = 26;

  private static final int LONGEST_RUN = 6;

  private static final String MAGNITUDES = "\u5341\u767e\u5343\u4e07\u842c\u4ebf\u5104\u5146";

  private static final List<String> BOUNDS =
      List.of("\u4ee5\u4e0a", "\u4ee5\u4e0b", "\u5de6\u53f3", "\u500d", "\u591a", "\u4f59");

  private Qualifiers() {}

  /**
   * Returns the start of the qualifying words that end before the value at the offset, or the
   * offset.
   */
  static int start(String text, int from, int value) {
    int end = value;
    while (end > from && isFiller(text.charAt(end - 1))) {
      end--;
    }
    int lowest = Math.max(from, end - LONGEST);
    if (end == from || !Character.isLetter(text.charAt(end - 1))) {
      return value;
    }
    char last = Character.toLowerCase(text.charAt(end - 1));
    for (String phrase : BEFORE) {
      int start = end - phrase.length();
      boolean found =
          phrase.charAt(phrase.length() - 1) == last
              && start >= lowest
              && text.regionMatches(true, start, phrase, 0, phrase.length())
              && (start == 0
                  || phrase.charAt(0) >= '\u2e80'
                  || !Character.isLetter(text.charAt(start - 1)));
      if (found) {
        return start;
      }
    }
    return value;
  }

  /** Returns whether the text at the offset begins with qualifying words. */
  static boolean begin(String text, int from, int to) {
    if (from >= to || !Character.isLetter(text.charAt(from))) {
      return false;
    }
    char first = Character.toLowerCase(text.charAt(from));
    for (String phrase : BEFORE) {
      int end = from + phrase.length();
      if (phrase.charAt(0) == first
          && end <= to
          && text.regionMatches(true, from, phrase, 0, phrase.length())
          && (end == to || phrase.charAt(0) >= '\u2e80' || !Character.isLetter(text.charAt(end)))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns whether this is white space, a currency sign, or an opening mark of a formula, a box or
   * bold text.
   */
  private static boolean isFiller(char c) {
    return c == ' ' || c == '$' || c == '*' || c == '(' || c == '~' || c == '\u00a0';
  }

  /**
   * Returns the end of the qualifying words that follow the value before the offset, or the offset.
   */
  static int end(String text, int value, int to) {
    int start = value;
    while (start < to && (text.charAt(start) == ' ' || text.charAt(start) == '-')) {
      start++;
    }
    if (start == value && start < to && text.charAt(start) >= '\u2e80') {
      return ideographs(text, start, to);
    }
    if (start >= to || !Character.isLetter(text.charAt(start))) {
      return value;
    }
    char first = Character.toLowerCase(text.charAt(start));
    for (String phrase : AFTER) {
      int end = start + phrase.length();
      if (phrase.charAt(0) == first
          && end <= to
          && text.regionMatches(true, start, phrase, 0, phrase.length())
          && (end == text.length() || !Character.isLetter(text.charAt(end)))) {
        return end;
      }
    }
    return value;
  }

  /**
   * Returns the end of the magnitudes and bounds after a number in Chinese, Japanese or Korean, if
   * they follow it directly or after a few signs.
   */
  private static int ideographs(String text, int from, int to) {
    int run = from;
    while (run < to && run - from < LONGEST_RUN && Character.isLetter(text.charAt(run))) {
      run++;
    }
    int end = from;
    while (end < run && MAGNITUDES.indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    for (String bound : BOUNDS) {
      int at = text.indexOf(bound, from);
      if (at >= 0 && at + bound.length() <= run) {
        end = Math.max(end, at + bound.length());
      }
    }
    return end;
  }

  /** Returns whether a word of the text between the offsets denies or doubts. */
  static boolean deny(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      boolean begins = i == 0 || !Character.isLetter(text.charAt(i - 1));
      char c = text.charAt(i);
      if (begins && (c == 'n' || c == 'u' || c == 'c') && isDenial(text, i)
          || c == 'n' && i > 0 && (text.startsWith("n't", i) || text.startsWith("n\u2019t", i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDenial(String text, int at) {
    for (String word :
        new String[] {"not", "never", "neither", "nor", "unknown", "unclear", "unsure", "cannot"}) {
      int end = at + word.length();
      if (text.startsWith(word, at)
          && (end == text.length() || !Character.isLetter(text.charAt(end)))) {
        return true;
      }
    }
    return false;
  }
}
