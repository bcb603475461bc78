package dev.winnow.verifier.constraint;

import java.util.ArrayList;
import java.util.List;

/** Words of a text, taken apart as Python's string methods do. All are linear in the text. */
final class PlainWords {
  /** Python's {@code string.punctuation}. */
  static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

  private PlainWords() {}

  /** Returns the runs without white space. */
  static List<String> of(String text) {
    List<String> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean inside = i < text.length() && !PythonText.isSpace(text.charAt(i));
      if (inside && start < 0) {
        start = i;
      } else if (!inside && start >= 0) {
        words.add(text.substring(start, i));
        start = -1;
      }
    }
    return words;
  }

  /** Returns the text without any ASCII punctuation. */
  static String withoutPunctuation(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (!isPunctuation(text.charAt(i))) {
        kept.append(text.charAt(i));
      }
    }
    return kept.toString();
  }

  /** Returns the words of the lower-cased text without punctuation. */
  static List<String> normalized(String text) {
    return of(withoutPunctuation(PythonText.lower(text)));
  }

  /** Removes punctuation and spaces at both ends. */
  static String strip(String text) {
    return stripStart(stripEnd(text));
  }

  static String stripStart(String text) {
    int start = 0;
    while (start < text.length() && isEdge(text.charAt(start))) {
      start++;
    }
    return text.substring(start);
  }

  static String stripEnd(String text) {
    int end = text.length();
    while (end > 0 && isEdge(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }

  /** Returns the tokens of all sentences, as NLTK's {@code word_tokenize}. */
  static List<String> tokens(String text) {
    return Sentences.of(text).stream()
        .flatMap(sentence -> TreebankTokens.of(sentence).stream())
        .toList();
  }

  /** Returns the tokens that have a letter or a digit. */
  static List<String> tokensWithLetters(String text) {
    return tokens(text).stream()
        .filter(token -> token.codePoints().anyMatch(c -> c != '_' && PythonText.isWord(c)))
        .toList();
  }

  /** Returns the runs of decimal digits. */
  static List<String> numbers(String text) {
    List<String> numbers = new ArrayList<>();
    StringBuilder number = new StringBuilder();
    for (int i = 0; i <= text.length(); i++) {
      if (i < text.length() && Character.isDigit(text.charAt(i))) {
        number.append(text.charAt(i));
      } else if (!number.isEmpty()) {
        numbers.add(number.toString());
        number.setLength(0);
      }
    }
    return numbers;
  }

  /** Returns the first character; empty for none. */
  static String first(String text) {
    return text.isEmpty() ? "" : text.substring(0, text.offsetByCodePoints(0, 1));
  }

  static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static boolean isPunctuation(char c) {
    return c >= '!' && c <= '/'
        || c >= ':' && c <= '@'
        || c >= '[' && c <= '`'
        || c >= '{' && c <= '~';
  }

  private static boolean isEdge(char c) {
    return c == ' ' || isPunctuation(c);
  }
}
