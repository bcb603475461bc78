package dev.winnow.verifier.math.extract;

import java.util.List;

/**
 * Tells whether a number is the last of several in a row: "2 and 1", "5 or 4", "3, 5, and 4", "3 to
 * 4". In words that are not understood otherwise, such a number alone is not the answer.
 */
final class Enumerations {
  private static final List<String> JOINERS = List.of(" and", " or", " to", ",", "&");

  private Enumerations() {}

  /** Whether another number and a joining word or comma stand directly before this one. */
  static boolean endAt(String text, int from, int number) {
    int at = blanks(text, from, number);
    boolean isJoined = false;
    for (int before = joiner(text, from, at); before < at; before = joiner(text, from, at)) {
      at = blanks(text, from, before);
      isJoined = true;
    }
    return isJoined && at > from && isEndOfNumber(text, from, at - 1);
  }

  /** The offset before a joining word that ends here; the same offset where none does. */
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
