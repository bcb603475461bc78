package dev.winnow.math.extract;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Detects whether a number is the last of several in a row: "2 and 1", "5 or 4", "3, 5, and 4", "3
 * to 4". In text that is not understood otherwise, such a number alone is not the answer.
 */
final class Enumerations {
  private static final List<String> JOINERS = List.of(" and", " or", " to", ",", "&");

  private static final int MAX_ITEMS = 16;
  private static final int MAX_CLAUSE = 100;

  /** Phrases that announce all of the following numbers. */
  private static final Pattern ANNOUNCED =
      Pattern.compile(
          "(?i)\\b(?:solutions?|roots|answers|values|zeros|zeroes|integers|primes|factors|divisors|intercepts|x-intercepts|terms|elements|coordinates|possibilities|numbers|solution"
              + " set|sides|angles)(?:\\s(?:of|to|for|in)(?:\\s[\\p{L}$^0-9=+-]{1,15}){1,5})?\\s?(?:\\sare|\\sis|:|=|\\sare:|\\sare"
              + " just)\\s*$");

  /** Two clauses of one form: "x is 5 and y is 4". */
  private static final Pattern PARALLEL =
      Pattern.compile(
          "(\\s(?:is|are|was|were|equals|has|have|gets|costs|weighs|needs)\\s)[$]?-?[0-9][0-9.,/]*"
              + "(?:\\s\\p{L}{1,12}){0,2}(?:,|;|,?\\s(?:and|but|while|or))(?!\\s(?:so|then|thus|hence|therefore|which)\\b)(?:\\s[\\p{L}']{1,15}){1,4}\\1[$]?$");

  private Enumerations() {}

  /**
   * Returns the numbers of a row that is announced as a whole, or null: "the solutions are 2 and
   * 5".
   */
  static @Nullable Extraction announced(String text, int from, Extraction number) {
    int start = number.start();
    for (int i = 0; i < MAX_ITEMS; i++) {
      int at = blanks(text, from, start);
      int end = at;
      for (int before = joiner(text, from, at); before < at; before = joiner(text, from, at)) {
        at = blanks(text, from, before);
      }
      if (at == end || at == from || !Character.isDigit(text.charAt(at - 1))) {
        break;
      }
      start = Spans.numberStart(text, from, at);
    }
    String before = text.substring(Math.max(from, start - MAX_CLAUSE), start);
    boolean found = start < number.start() && ANNOUNCED.matcher(before).find();
    return found ? Extraction.of(text, start, number.end(), Form.CONCLUSION) : null;
  }

  /**
   * Returns whether the sentence states another number in a clause of the same form before this
   * one.
   */
  static boolean isParallel(String text, int from, int number) {
    int lowest = Math.max(from, number - MAX_CLAUSE);
    String before = text.substring(lowest, number);
    return (before.contains(" and ") || before.indexOf(',') >= 0 || before.contains(" but "))
        && PARALLEL.matcher(before).find();
  }

  /** Returns whether another number and a joining word or comma directly precede this one. */
  static boolean endAt(String text, int from, int number) {
    int at = blanks(text, from, number);
    boolean isJoined = false;
    for (int before = joiner(text, from, at); before < at; before = joiner(text, from, at)) {
      at = blanks(text, from, before);
      isJoined = true;
    }
    return isJoined && at > from && isEndOfNumber(text, from, at - 1);
  }

  /** Returns the offset before a joining word that ends here; the same offset if there is none. */
  private static int joiner(String text, int from, int end) {
    for (String joiner : JOINERS) {
      int start = end - joiner.length();
      if (start >= from && text.startsWith(joiner, start)) {
        return start;
      }
    }
    return end;
  }

  private static int blanks(String text, int from, int end) {
    int at = end;
    while (at > from && text.charAt(at - 1) == ' ') {
      at--;
    }
    return at;
  }

  private static boolean isEndOfNumber(String text, int from, int last) {
    boolean isSign = text.charAt(last) == '%' || text.charAt(last) == '$';
    int digit = isSign ? last - 1 : last;
    return digit >= from && Character.isDigit(text.charAt(digit));
  }
}
