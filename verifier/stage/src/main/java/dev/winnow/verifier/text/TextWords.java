package dev.winnow.verifier.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Words as runs of letters, digits and apostrophes. Each ideograph is a word. */
final class TextWords {
  private TextWords() {}

  /** Returns the number of words. */
  static int count(String text) {
    return of(text).size();
  }

  /** Returns the words in lower case. */
  static List<String> of(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              boolean whole = Character.isIdeographic(c);
              if (whole || !isPart(c)) {
                flush(word, words);
              }
              if (whole || isPart(c)) {
                word.appendCodePoint(c);
              }
              if (whole) {
                flush(word, words);
              }
            });
    flush(word, words);
    return words;
  }

  private static boolean isPart(int c) {
    return Character.isLetterOrDigit(c)
        || Character.getType(c) == Character.NON_SPACING_MARK
        || c == '\'';
  }

  private static void flush(StringBuilder word, List<String> words) {
    if (!word.isEmpty()) {
      words.add(word.toString().toLowerCase(Locale.ROOT));
      word.setLength(0);
    }
  }
}
