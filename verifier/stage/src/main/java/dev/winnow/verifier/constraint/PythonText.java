package dev.winnow.verifier.constraint;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/**
 * Operations on text with the meaning that they have in Python, because the reference
 * implementation of the constraints is written in it. All are linear in the text.
 */
final class PythonText {
  /** Python's {@code \s}, as the content of a character class. */
  static final String SPACES =
      "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";

  private PythonText() {}

  static boolean isSpace(int c) {
    return c >= '\t' && c <= '\r'
        || c >= 0x1c && c <= ' '
        || c == 0x85
        || c == 0xa0
        || c == 0x1680
        || c >= 0x2000 && c <= 0x200a
        || c == 0x2028
        || c == 0x2029
        || c == 0x202f
        || c == 0x205f
        || c == 0x3000;
  }

  /** Returns whether {@code \w} matches: a letter, a number or an underscore, but no mark. */
  static boolean isWord(int c) {
    if (Character.isLetter(c) || c == '_') {
      return true;
    }
    int type = Character.getType(c);
    return type == Character.DECIMAL_DIGIT_NUMBER
        || type == Character.LETTER_NUMBER
        || type == Character.OTHER_NUMBER;
  }

  static String strip(String text) {
    return stripWhere(text, PythonText::isSpace);
  }

  static String strip(String text, char c) {
    return stripWhere(text, other -> other == c);
  }

  private static String stripWhere(String text, IntPredicate unwanted) {
    int start = 0;
    int end = text.length();
    while (start < end && unwanted.test(text.charAt(start))) {
      start++;
    }
    while (end > start && unwanted.test(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  static boolean isBlank(String text) {
    return text.chars().allMatch(PythonText::isSpace);
  }

  static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  /** Returns whether there is an upper-case letter, and none in lower or title case. */
  static boolean isUpper(String text) {
    return text.codePoints().anyMatch(Character::isUpperCase)
        && text.codePoints().noneMatch(c -> Character.isLowerCase(c) || Character.isTitleCase(c));
  }

  /** Returns whether there is a lower-case letter, and none in upper or title case. */
  static boolean isLower(String text) {
    return text.codePoints().anyMatch(Character::isLowerCase)
        && text.codePoints().noneMatch(c -> Character.isUpperCase(c) || Character.isTitleCase(c));
  }

  /** Returns the number of matches of {@code \w+}. */
  static int words(String text) {
    int words = 0;
    boolean inside = false;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      boolean word = isWord(text.codePointAt(i));
      words += word && !inside ? 1 : 0;
      inside = word;
    }
    return words;
  }

  /** Returns the matches of {@code \w+}. */
  static List<String> wordsOf(String text) {
    List<String> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      boolean word = isWord(text.codePointAt(i));
      if (word && start < 0) {
        start = i;
      } else if (!word && start >= 0) {
        words.add(text.substring(start, i));
        start = -1;
      }
    }
    if (start >= 0) {
      words.add(text.substring(start));
    }
    return words;
  }

  /** Returns the first run of characters that are not white space; empty if all are. */
  static String firstWord(String text) {
    String stripped = strip(text);
    int end = 0;
    while (end < stripped.length() && !isSpace(stripped.charAt(end))) {
      end++;
    }
    return stripped.substring(0, end);
  }

  /** Returns the parts between the separators, the empty ones included. */
  static List<String> split(String text, String separator) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
      parts.add(text.substring(from, at));
      from = at + separator.length();
    }
    parts.add(text.substring(from));
    return parts;
  }
}
